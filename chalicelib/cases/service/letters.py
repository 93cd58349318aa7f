"""Finished letters: uploaded by an officer, stamped, downloaded by their citizen, verified by anybody."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from secrets import token_hex
from typing import TYPE_CHECKING

from chalicelib.cases.case import Case, LetterOf, lettered
from chalicelib.cases.errors import CaseChanged, LetterNotSent, LetterThere, NoLetter
from chalicelib.cases.letter import LARGEST_BYTES, PDF, Letter, address_of, code_of
from chalicelib.core.clock import office_time
from chalicelib.core.references import normalised
from chalicelib.offices.service import Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from chalicelib.cases.service.handling import Handling
    from chalicelib.cases.service.ports import LetterForm, LetterStore, Objects, Store
    from chalicelib.core.officer import Officer
    from chalicelib.core.table import Write
    from chalicelib.offices.service import Offices
    from chalicelib.people.service import Asker, People

DRAFTS, LETTERS = "drafts/", "letters/"
FORM_SECONDS = 15 * 60
LINK_SECONDS = 5 * 60


class Letters:
    """The letters of cases."""

    def __init__(
        self,
        store: Store,
        letters: LetterStore,
        objects: Callable[[], Objects],
        *,
        handling: Handling,
        offices: Offices,
        people: People,
        site: str,
        now: Callable[[], datetime],
    ) -> None:
        """Take the stores, a lazy bucket, officers' handling, the rooms below, the site's address and the clock."""
        self._store = store
        self._letters = letters
        self._objects = objects
        self._cases = handling.cases
        self._handling = handling
        self._offices = offices
        self._people = people
        self._site = site
        self._now = now

    def form(self, officer: Officer, office: str, reference: str, *, version: int) -> LetterForm:
        """A form to upload the finished letter with, good for some minutes and for this version of the case.

        NotFound, NotAllowed, CaseChanged, LetterThere, CaseClosed, CaseWaits.
        """
        case = self._handling.case(officer, office, reference)
        if case.version != version:
            raise CaseChanged
        if case.letter:
            raise LetterThere
        lettered(case, None)
        self._people.note(self._handling.access(officer, case, "letter form"))
        return self._objects().form(
            self._draft(officer, case), content_type=PDF, most_bytes=LARGEST_BYTES, seconds=FORM_SECONDS
        )

    def issue(self, officer: Officer, office: str, reference: str, *, version: int) -> Case:
        """Check the uploaded letter, stamp it, keep it, and let its case reach the milestone of being ready.

        NotFound, NotAllowed, CaseChanged, LetterThere, LetterNotSent, LetterUnusable, LetterSigned, CaseClosed,
        CaseWaits. Repeating it gives the same letter.
        """
        from chalicelib.cases.stamping import stamped  # noqa: PLC0415 - heavy: pypdf

        case = self._handling.case(officer, office, reference)
        code = code_of(self._people.keyring.short("letter", f"{reference}#{version}#{officer.id}"))
        if case.letter:
            if case.letter.code == code:
                return case
            raise LetterThere
        if case.version != version:
            raise CaseChanged
        # Refuses before anything is read.
        lettered(case, None)
        draft = self._draft(officer, case)
        body = self._objects().read(draft, most_bytes=LARGEST_BYTES)
        if body is None:
            raise LetterNotSent
        final = stamped(body, address_of(self._site, code), code)
        key = LETTERS + token_hex(16)
        now = self._now()
        issued = LetterOf(code=code, key=key, sha256=sha256(final).hexdigest(), issued=now)
        after, beside = self._ready(lettered(case, issued))
        letter = Letter(
            code=code,
            reference=case.reference,
            office=case.office,
            service=case.service,
            issued=now,
            sha256=issued.sha256,
        )
        self._objects().put(key, final, PDF)
        noting = self._handling.noting(officer, case, "letter issued")
        if not self._store.change(case, after, noting, self._letters.issuing(letter), *beside):
            self._objects().delete(key)
            latest = self._cases.known(reference)
            if latest.letter and latest.letter.code == code:
                return latest
            raise CaseChanged
        self._objects().delete(draft)
        return after

    def revoke(self, officer: Officer, office: str, reference: str, *, version: int) -> Case:
        """Take a letter back: whoever verifies it is told, its file goes, another may be issued.

        NotFound, NotAllowed, CaseChanged, NoLetter; repeating it changes nothing.
        """
        case = self._handling.case(officer, office, reference)
        if case.version != version:
            if case.letter is None:
                return case
            raise CaseChanged
        if case.letter is None:
            raise NoLetter
        at = office_time(self._now(), self._offices.office(case.office).time_zone)
        after = replace(case, letter=None, version=case.version + 1)
        revoking = self._letters.revoking(case.letter.code, at)
        if not self._store.change(
            case, after, self._handling.noting(officer, case, "letter revoked"), revoking
        ):
            raise CaseChanged
        if case.letter.key:
            self._objects().delete(case.letter.key)
        return after

    def shown(self, officer: Officer, office: str, reference: str) -> str:
        """A short-lived address at which an officer sees the letter; noted. NotFound, NotAllowed, NoLetter."""
        case = self._handling.case(officer, office, reference)
        self._people.note(self._handling.access(officer, case, "letter"))
        return self._link(case, None)

    def download(self, asker: Asker) -> str:
        """A short-lived address at which a citizen saves their letter; NotFound as everywhere, NoLetter."""
        item = self._people.confirm(self._people.admit(asker, self._store.where(asker.reference)))
        case = self._store.case_of(item)
        return self._link(case, f"surat-{case.letter.code}.pdf" if case.letter else None)

    def verify(self, typed: str) -> Letter | None:
        """The letter of a code, whoever asks; None for what is no letter's, after the very same look-up."""
        return self._letters.get(normalised(typed))

    def sweep(self, office_id: str) -> int:
        """Forget the files of letters whose time after handing over has come; how many. Repeatable."""
        office = self._offices.office(office_id)
        forgotten = 0
        for listed, reference in self._letters.to_go(office_id, self._handling.today(office)):
            case = self._cases.known(reference)
            letter = case.letter
            if letter and letter.key and listed.endswith(f"#{letter.code}"):
                self._objects().delete(letter.key)
                without = replace(case, letter=replace(letter, key=None), version=case.version + 1)
                if not self._store.change(case, without):
                    # Somebody works on it; the next night finds it again.
                    continue
                forgotten += 1
            self._letters.gone(office_id, listed)
        return forgotten

    def _link(self, case: Case, filename: str | None) -> str:
        if case.letter is None or case.letter.key is None:
            raise NoLetter
        return self._objects().link(
            case.letter.key, seconds=LINK_SECONDS, content_type=PDF, filename=filename
        )

    def _draft(self, officer: Officer, case: Case) -> str:
        """Where an officer's upload for this version of a case lies: nobody else's ends up there."""
        return DRAFTS + self._people.keyring.short("draft", f"{case.reference}#{case.version}#{officer.id}")

    def _ready(self, case: Case) -> tuple[Case, list[Write]]:
        """The case with its letter at the milestone of being ready, where its standard has one still to come."""
        standard = self._offices.standard(case.office, case.service)
        if case.ended:
            return case, [self._cases.leaving(case, standard)]
        ready = next((step.key for step in standard.milestones if step.role is Role.READY), None)
        if ready is None or case.met:
            return case, []
        after, beside = self._cases.stepped(case, ready)
        return replace(after, version=case.version), beside
