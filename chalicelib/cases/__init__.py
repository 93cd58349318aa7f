"""A citizen's file (berkas): the milestones of its service standard, and the day it was promised for."""
