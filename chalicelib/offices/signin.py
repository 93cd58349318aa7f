"""The gateway to the user pool (Cognito): an officer's e-mail and password in, a session out.

Passwords pass through here and are kept nowhere; nothing of a session is logged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnectionError

from chalicelib.core import telemetry
from chalicelib.core.errors import Busy, Fault, InvalidFields, NotAllowed, NotSignedIn
from chalicelib.core.officer import Officer
from chalicelib.offices.errors import CodeNeeded, NewPasswordNeeded, TooManySignIns, WrongLogin

if TYPE_CHECKING:
    from collections.abc import Callable

# A new password, then a code: more is asked of nobody.
MOST_CHALLENGES = 3
# Whether it is the e-mail or the password that is wrong is not told, nor that an account is switched off.
WRONG = frozenset(
    {
        "NotAuthorizedException",
        "UserNotFoundException",
        "UserNotConfirmedException",
        "PasswordResetRequiredException",
        "InvalidParameterException",
        "CodeMismatchException",
        "ExpiredCodeException",
    }
)
LIMITED = frozenset({"TooManyRequestsException", "LimitExceededException", "TooManyFailedAttemptsException"})
# The pool says this with the code of a wrong password.
LOCKED_OUT = "attempts exceeded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """``token`` opens the desk's routes for ``expires_in`` seconds, ``refresh`` gives the next."""

    token: str
    expires_in: int
    refresh: str
    officer: Officer


class SignIn:
    """Sessions of one client of the pool. Every method raises Busy when the pool does not answer."""

    def __init__(self, client: Callable[[], Any], pool_client: str) -> None:
        """Take a lazy client of Cognito and the id of the pool's own client."""
        self._client = client
        self._pool_client = pool_client

    def enter(
        self, email: str, password: str, *, new_password: str | None = None, code: str | None = None
    ) -> Session:
        """A session for e-mail and password.

        Raises:
            WrongLogin: one of them is wrong, or the account is not to be used.
            NewPasswordNeeded: the password is the invitation's, and ``new_password`` was not given.
            CodeNeeded: the account has a second factor, and ``code`` was not given.
            TooManySignIns: the pool takes no more tries for now.
            NotAllowed: the account has no role in an office, or the pool asks for a step that no page offers.
        """
        answer = self._ask(
            "initiate_auth",
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
        for _ in range(MOST_CHALLENGES):
            if "ChallengeName" not in answer:
                break
            answer = self._ask(
                "respond_to_auth_challenge",
                ChallengeName=answer["ChallengeName"],
                Session=answer["Session"],
                ChallengeResponses=_response(answer, email, new_password, code),
            )
        return _session(answer["AuthenticationResult"])

    def renew(self, refresh: str) -> Session:
        """A new token for a session; NotSignedIn when it is over, or the account is not to be used any more."""
        try:
            answer = self._ask(
                "initiate_auth", AuthFlow="REFRESH_TOKEN_AUTH", AuthParameters={"REFRESH_TOKEN": refresh}
            )
        except WrongLogin:
            raise NotSignedIn from None
        return _session({"RefreshToken": refresh, **answer["AuthenticationResult"]})

    def _ask(self, operation: str, **request: Any) -> dict[str, Any]:  # noqa: ANN401 - botocore's own
        try:
            found: dict[str, Any] = getattr(self._client(), operation)(ClientId=self._pool_client, **request)
        except ClientError as error:
            code, told = error.response["Error"]["Code"], error.response["Error"].get("Message", "")
            if code == "InvalidPasswordException":
                raise InvalidFields(Fault("new_password", "password-weak")) from None
            if code in LIMITED or (code in WRONG and LOCKED_OUT in told):
                raise TooManySignIns from None
            if code == "InvalidParameterException":
                # What the forms let through the pool takes, unless it is set up in another way than we think.
                telemetry.trouble("the user pool did not take a sign-in", error=error)
            if code in WRONG:
                raise WrongLogin from None
            if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500:  # noqa: PLR2004 - HTTP's own
                raise Busy from None
            raise
        except (HTTPClientError, NoConnectionError):
            raise Busy from None
        return found


def _response(
    answer: dict[str, Any], email: str, new_password: str | None, code: str | None
) -> dict[str, str]:
    """What answers a challenge; a refusal that asks for it when it was not given."""
    # The pool may know the account by another name than its e-mail.
    name = {"USERNAME": answer.get("ChallengeParameters", {}).get("USER_ID_FOR_SRP") or email}
    if answer["ChallengeName"] == "NEW_PASSWORD_REQUIRED":
        if new_password is None:
            raise NewPasswordNeeded(field="new_password")
        return {**name, "NEW_PASSWORD": new_password}
    if answer["ChallengeName"] == "SOFTWARE_TOKEN_MFA":
        if code is None:
            raise CodeNeeded(field="code")
        return {**name, "SOFTWARE_TOKEN_MFA_CODE": code}
    # A pool set up in another way than infra/data.yaml does: nobody comes in by half a sign-in, and its owner is told.
    telemetry.trouble("the user pool asks for a step that no page offers")
    raise NotAllowed


def _session(result: dict[str, Any]) -> Session:
    from chalicelib.core.tokens import unchecked  # noqa: PLC0415 - only those who come in need the library

    claims = unchecked(result["IdToken"])
    officer = Officer.claimed(claims)
    if officer is None:
        raise NotAllowed
    # The pool's own ExpiresIn is that of the access token, which is not given out.
    lasts = int(claims["exp"]) - int(claims["iat"])
    return Session(token=result["IdToken"], expires_in=lasts, refresh=result["RefreshToken"], officer=officer)
