"""The table ``complaints``: complaints with their messages, where they are listed, and identities apart."""

from chalicelib.complaints.store.alike import AlikeStore
from chalicelib.complaints.store.complaints import ComplaintStore
from chalicelib.complaints.store.identity import IdentityStore
from chalicelib.complaints.store.partners import PartnerStore
from chalicelib.complaints.store.proofs import ProofStore
from chalicelib.complaints.store.slowing import PaceStore

__all__ = ["AlikeStore", "ComplaintStore", "IdentityStore", "PaceStore", "PartnerStore", "ProofStore"]
