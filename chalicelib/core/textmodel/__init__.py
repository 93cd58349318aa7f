"""Short texts sorted into labels by a linear model over hashed pieces of words, with the standard library alone.

`pieces` cuts a text, `linear` weighs what was cut, `artefact` is the file in between; `infra/training` makes the file.
Nothing here knows what the labels mean.
"""
