"""Coming in: the pool is asked, its challenges are answered, its refusals become ours, and nothing is told twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jwt
import pytest
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError

from chalicelib.core.errors import Busy, InvalidFields, NotAllowed, NotSignedIn, Refusal
from chalicelib.offices.errors import CodeNeeded, NewPasswordNeeded, TooManySignIns, WrongLogin
from chalicelib.offices.signin import SignIn
from tests.builders.officers import an_officer
from tests.fakes.cognito import Account, CognitoInMemory

if TYPE_CHECKING:
    from tests.unit.conftest import LogLines

EMAIL = "petugas@mpp.example"
CLAIMS = {"sub": "officer-1", "custom:role": "officer", "custom:office": "mpp", "custom:agency": "dukcapil"}
OWN = "Rahasia-Sekali-1"


@pytest.fixture
def account() -> Account:
    return Account("right", dict(CLAIMS))


@pytest.fixture
def cognito(account: Account) -> CognitoInMemory:
    return CognitoInMemory({EMAIL: account})


@pytest.fixture
def signin(cognito: CognitoInMemory) -> SignIn:
    return SignIn(lambda: cognito, "the-client")


def test_e_mail_and_password_give_a_session(signin: SignIn, cognito: CognitoInMemory) -> None:
    session = signin.enter(EMAIL, "right")
    assert session.officer == an_officer()
    # Of the id token, not the access token's that the pool tells.
    assert session.expires_in == 3600
    assert jwt.decode(session.token, options={"verify_signature": False})["sub"] == "officer-1"
    assert [request["ClientId"] for _, request in cognito.calls] == ["the-client"]


@pytest.mark.parametrize(("email", "password"), [(EMAIL, "wrong"), ("nobody@mpp.example", "right")])
def test_a_wrong_e_mail_is_answered_like_a_wrong_password(signin: SignIn, email: str, password: str) -> None:
    with pytest.raises(WrongLogin) as refused:
        signin.enter(email, password)
    assert (refused.value.field, refused.value.facts) == (None, {})


def test_a_step_that_no_page_offers_lets_nobody_in_and_is_told_to_the_owner(
    signin: SignIn, account: Account, log_lines: LogLines
) -> None:
    account.strange = "SMS_MFA"
    with pytest.raises(NotAllowed):
        signin.enter(EMAIL, "right")
    assert [line["message"] for line in log_lines()] == ["the user pool asks for a step that no page offers"]


def test_an_invitations_password_must_be_replaced(signin: SignIn, account: Account) -> None:
    account.invited = True
    with pytest.raises(NewPasswordNeeded):
        signin.enter(EMAIL, "right")
    assert signin.enter(EMAIL, "right", new_password=OWN).officer == an_officer()
    assert signin.enter(EMAIL, OWN).officer == an_officer()


def test_a_second_factor_is_asked_for(signin: SignIn, account: Account) -> None:
    account.code = "123456"
    with pytest.raises(CodeNeeded):
        signin.enter(EMAIL, "right")
    with pytest.raises(WrongLogin):
        signin.enter(EMAIL, "right", code="654321")
    assert signin.enter(EMAIL, "right", code="123456").officer == an_officer()


def test_a_new_password_and_a_second_factor_are_answered_in_turn(signin: SignIn, account: Account) -> None:
    account.invited, account.code = True, "123456"
    assert signin.enter(EMAIL, "right", new_password=OWN, code="123456").officer == an_officer()


def test_a_session_goes_on_by_its_refresh_token(signin: SignIn) -> None:
    first = signin.enter(EMAIL, "right")
    again = signin.renew(first.refresh)
    assert (again.officer, again.refresh) == (first.officer, first.refresh)


def test_a_session_that_is_over_is_signed_in_anew(signin: SignIn) -> None:
    with pytest.raises(NotSignedIn):
        signin.renew("refresh-of-nobody")


def test_an_account_without_a_role_comes_in_nowhere(signin: SignIn, account: Account) -> None:
    del account.claims["custom:role"]
    with pytest.raises(NotAllowed):
        signin.enter(EMAIL, "right")


@pytest.mark.parametrize(
    ("code", "words", "refusal"),
    [
        ("NotAuthorizedException", "Incorrect username or password.", WrongLogin),
        ("NotAuthorizedException", "User is disabled.", WrongLogin),
        ("NotAuthorizedException", "Password attempts exceeded", TooManySignIns),
        ("UserNotFoundException", "User does not exist.", WrongLogin),
        ("UserNotConfirmedException", "User is not confirmed.", WrongLogin),
        ("PasswordResetRequiredException", "Password reset required", WrongLogin),
        ("TooManyRequestsException", "Rate exceeded", TooManySignIns),
        ("LimitExceededException", "Attempt limit exceeded", TooManySignIns),
        ("InvalidPasswordException", "Password did not conform with policy", InvalidFields),
        ("InternalErrorException", "", Busy),
    ],
)
def test_the_pools_refusals_become_ours(
    signin: SignIn, cognito: CognitoInMemory, code: str, words: str, refusal: type[Refusal]
) -> None:
    cognito.refuses = (code, words)
    with pytest.raises(refusal):
        signin.enter(EMAIL, "right", new_password=OWN)


@pytest.mark.parametrize(
    "silence",
    [EndpointConnectionError(endpoint_url="https://pool.example"), ConnectTimeoutError(endpoint_url="")],
    ids=lambda one: type(one).__name__,
)
def test_a_pool_that_does_not_answer_is_busy(
    signin: SignIn, cognito: CognitoInMemory, silence: Exception
) -> None:
    cognito.refuses = silence
    with pytest.raises(Busy):
        signin.enter(EMAIL, "right")


def test_what_the_pool_does_not_understand_is_logged_without_what_was_typed(
    signin: SignIn, cognito: CognitoInMemory, log_lines: LogLines
) -> None:
    cognito.refuses = ("InvalidParameterException", f"{EMAIL} is odd, and so is right")
    with pytest.raises(WrongLogin):
        signin.enter(EMAIL, "right")
    (line,) = log_lines()
    assert EMAIL not in str(line)
