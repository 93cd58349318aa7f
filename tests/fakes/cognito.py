"""A user pool in memory: what sign-in asks of Cognito, with its answers and its ways to refuse."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

SECRET = "whoever asks the pool itself need not check its signature"


@dataclass
class Account:
    """One account; ``invited`` wants a new password, ``code`` a second factor."""

    password: str
    claims: dict[str, str]
    invited: bool = False
    code: str | None = None
    #: A step that the pool asks for and that no page offers, such as a code by text message.
    strange: str | None = None


@dataclass
class CognitoInMemory:
    """The client; ``refuses`` makes every call fail with that code and words, ``calls`` keeps what was asked."""

    accounts: dict[str, Account] = field(default_factory=dict)
    refuses: tuple[str, str] | Exception | None = None
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def initiate_auth(self, **request: Any) -> dict[str, Any]:
        self._note("InitiateAuth", request)
        told = request["AuthParameters"]
        if request["AuthFlow"] == "REFRESH_TOKEN_AUTH":
            email = told["REFRESH_TOKEN"].removeprefix("refresh-of-")
            if email not in self.accounts:
                raise _refused("NotAuthorizedException", "Invalid Refresh Token")
            return {"AuthenticationResult": {"IdToken": _token(self.accounts[email].claims)}}
        account = self.accounts.get(told["USERNAME"])
        if account is None or account.password != told["PASSWORD"]:
            raise _refused("NotAuthorizedException", "Incorrect username or password.")
        return self._next(told["USERNAME"], account)

    def respond_to_auth_challenge(self, **request: Any) -> dict[str, Any]:
        self._note("RespondToAuthChallenge", request)
        told = request["ChallengeResponses"]
        account = self.accounts[told["USERNAME"]]
        if request["ChallengeName"] == "NEW_PASSWORD_REQUIRED":
            account.password, account.invited = told["NEW_PASSWORD"], False
            return self._next(told["USERNAME"], account)
        if told["SOFTWARE_TOKEN_MFA_CODE"] != account.code:
            raise _refused("CodeMismatchException", "Invalid code received for user")
        return _result(told["USERNAME"], account)

    def _next(self, email: str, account: Account) -> dict[str, Any]:
        wanted = (
            "NEW_PASSWORD_REQUIRED"
            if account.invited
            else "SOFTWARE_TOKEN_MFA"
            if account.code
            else account.strange
        )
        if wanted is None:
            return _result(email, account)
        return {
            "ChallengeName": wanted,
            "Session": "session",
            "ChallengeParameters": {"USER_ID_FOR_SRP": email},
        }

    def _note(self, operation: str, request: dict[str, Any]) -> None:
        self.calls.append((operation, request))
        if isinstance(self.refuses, Exception):
            raise self.refuses
        if self.refuses:
            raise _refused(*self.refuses)


def _refused(code: str, message: str) -> ClientError:
    status = 500 if code == "InternalErrorException" else 400
    answer: Any = {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(answer, "InitiateAuth")


def _result(email: str, account: Account) -> dict[str, Any]:
    tokens = {"IdToken": _token(account.claims), "RefreshToken": f"refresh-of-{email}", "ExpiresIn": 300}
    return {"AuthenticationResult": tokens}


def _token(claims: dict[str, str]) -> str:
    import jwt  # noqa: PLC0415 - a search for slots does without, and a test holds that

    now = int(time.time())
    return jwt.encode({**claims, "iat": now, "exp": now + 3600}, SECRET, "HS256")
