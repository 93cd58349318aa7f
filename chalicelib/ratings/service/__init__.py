"""What can be asked of the survey."""

from chalicelib.ratings.service.rating import Ratings, Sheet
from chalicelib.ratings.service.reporting import Reporting
from chalicelib.ratings.service.satisfaction import Remarked, Satisfaction
from chalicelib.ratings.subject import Source, Sources, Subject

__all__ = ["Ratings", "Remarked", "Reporting", "Satisfaction", "Sheet", "Source", "Sources", "Subject"]
