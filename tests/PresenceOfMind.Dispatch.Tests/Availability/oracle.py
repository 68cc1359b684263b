"""Reads JSON lines {"ics", "zone", "from", "to"} and answers each with the closed times as [start, end] in UTC, or an error.

The dates of whole days are those of the given zone. An event of whole days whose DTEND is its DTSTART, or that has none, is one day.
"""
import datetime
import json
import sys
import zoneinfo

import icalendar
import recurring_ical_events


def moment(value, zone):
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime(value.year, value.month, value.day)
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone)
    return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def answer(question):
    zone = zoneinfo.ZoneInfo(question["zone"])
    calendar = icalendar.Calendar.from_ical(question["ics"])
    first, last = (datetime.datetime.fromisoformat(question[name]).replace(tzinfo=zone) for name in ("from", "to"))
    spans = []
    for event in recurring_ical_events.of(calendar).between(first, last):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        start = event["DTSTART"].dt
        end = event["DTEND"].dt if "DTEND" in event else start + event["DURATION"].dt if "DURATION" in event else start
        if not isinstance(start, datetime.datetime) and end <= start:
            end = start + datetime.timedelta(days=1)
        spans.append([moment(start, zone), moment(end, zone)])
    return sorted(spans)


for line in sys.stdin:
    try:
        print(json.dumps(answer(json.loads(line))), flush=True)
    except Exception as error:  # What the oracle cannot read is told, not compared.
        print(json.dumps({"error": repr(error)}), flush=True)
