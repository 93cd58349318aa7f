"""Who somebody is without saying it: keyed identities, sealed personal data, proofs and their limits."""
