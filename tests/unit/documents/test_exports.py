"""Files as programs export them: who is in them is found, and what they are built of stays."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

import casesafe
from casesafe.documents.open import open_document


class Export(NamedTuple):
    """A file, words that must go and words that must stay, parted by `|`."""

    name: str
    data: str
    gone: str
    kept: str


def _json(value: Any) -> str:
    return json.dumps(value, indent=1)


def _rows(*rows: str, end: str = "\r\n") -> str:
    return end.join(rows) + end


PATIENT = {
    "resourceType": "Patient", "id": "pat-88213", "active": True,
    "identifier": [{"system": "http://hospital.example.org/mrn", "value": "48213377"}],
    "name": [{"use": "official", "family": "Zanthe", "given": ["Quorvel", "Jorun"]}],
    "telecom": [{"system": "phone", "value": "(617) 555-0142"}, {"value": "q@example.net"}],
    "birthDate": "1988-04-12",
    "address": [{"line": ["12 Elm Street", "Apt 4"], "city": "Springfield", "postalCode": "02139"}],
    "contact": [{"relationship": [{"text": "Mother"}], "name": {"family": "Oduya", "given": ["Tamsin"]}}],
    "generalPractitioner": [{"reference": "Practitioner/12", "display": "Odile Marsh"}],
}  # fmt: skip
SLACK = [{
    "type": "message", "text": "<@U024BE7LH> can you take Quorvel Zanthe?", "user": "U024BE7LJ",
    "user_profile": {"real_name": "Odile Marsh", "first_name": "Odile", "name": "omarsh"},
    "blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section",
                "elements": [{"type": "text", "text": "can you take Quorvel Zanthe?"}]}]}],
    "reactions": [{"name": "thumbsup", "count": 1}],
}]  # fmt: skip
CHAT = [{
    "title": "Note on Quorvel Zanthe", "create_time": 1709546551.123,
    "mapping": {"aaa1b2c3-1111-4222-8333-444455556666": {"message": {
        "author": {"role": "user", "name": None}, "status": "finished_successfully",
        "content": {"content_type": "text",
                    "parts": ["Client Quorvel Zanthe, DOB 4/12/1988, came with her mother Tamsin."]},
        "metadata": {"model_slug": "gpt-4"}}}},
}]  # fmt: skip
STORED = {"records": [{"id": "rec1", "fields": {"Name": "Quorvel", "Notes": "Hi Tamsin, all is well."}},
                      {"id": "rec2", "fields": {"fullname": "Ulvane", "recipient": {"name": "Merrow"}}}]}  # fmt: skip
TABLE = ['<table class="dataframe">\n', "<tr>\n", "<th></th>\n", "<th>client_name</th>\n", "<th>phq9</th>\n", "</tr>\n",
         "<tr>\n", "<th>0</th>\n", "<td>Quorvel</td>\n", "<td>14</td>\n", "</tr>\n", "</table>"]  # fmt: skip
NOTEBOOK = {
    "cells": [
        {"cell_type": "code", "execution_count": 3, "id": "8f3a2b1c", "metadata": {}, "source": ["df"],
         "outputs": [
             {"output_type": "execute_result", "data": {"text/html": TABLE}},
             {"output_type": "execute_result", "data": {"text/plain": ["'Client: Ulvane\\nMother: Tamsin'"]}},
             {"output_type": "error", "ename": "FileNotFoundError",
              "evalue": "no such file: '/home/omarsh/clients/Merrow_Zanthe.docx'",
              "traceback": ["\x1b[0;31mFileNotFoundError\x1b[0m: client \x1b[1mMerrow Zanthe\x1b[0m"]}]},
    ],
    "metadata": {"kernelspec": {"display_name": "Python 3 (ipykernel)", "name": "python3"}},
    "nbformat": 4, "nbformat_minor": 5,
}  # fmt: skip
VAULT = """---
client: Quorvel Zanthe
aliases: ["Zanthe, Q."]
---
therapist:: [[Odile Marsh]]
See [[People/Jorun Oduya|Jorun]], [last](Zanthe_Intake.md) and [mail](mailto:q@example.net).

| Name | Relation |
|------|----------|
| Ulvane | sister |

<!-- ask Maren Holt about consent -->
> Client: Tamsin
[^1]: Told by Dr. Ilse Varga.

```csv
name,dob
Anselm Korda,1970-01-02
```
"""
EXPORTS = {
    "Google Forms": Export(
        "a.csv",
        _rows('"Timestamp","What is your name?","Who referred you?","How often have you felt down? [Past week]"',
              '"2024/03/04 10:22:31 AM MDT","quorvel zanthe","my friend Jorun","Several days"',
              '"2024/03/05 9:01:02 PM MDT","Ulvane","Merrow","Not at all"'),
        "quorvel|zanthe|Jorun|Ulvane|Merrow|03/04",
        "What is your name?|Several days|Not at all",
    ),
    "Qualtrics": Export(
        "a.csv",
        _rows("StartDate,Status,IPAddress,ResponseId,RecipientLastName,Q1",
              "Start Date,Response Type,IP Address,Response ID,Recipient Last Name,What is your first name?",
              *['"{""ImportId"":""startDate"",""timeZone"":""America/Denver""}","{""ImportId"":""status""}",'
                '"{""ImportId"":""ipAddress""}","{""ImportId"":""_recordId""}",'
                '"{""ImportId"":""recipientLastName""}","{""ImportId"":""QID1_TEXT""}"'],
              "2024-03-04 10:00:00,IP Address,203.0.113.7,R_1a2B3c4D5e6F7g8,Zanthe,Quorvel"),
        "203.0.113.7|Zanthe|Quorvel|2024-03-04",
        "RecipientLastName|_recordId|What is your first name?|QID1_TEXT",
    ),
    "practice": Export(
        "a.csv",
        _rows("Client List Report,,,,", "Made on 3/4/2024,,,,", ",,,,",
              "Client ID,First Name,Last Name,Status,Primary Clinician",
              "10482,Quorvel,Zanthe,Active,Odile Marsh", "10483,Hope,Will,Inactive,Odile Marsh"),
        "10482|Quorvel|Zanthe|Hope|Will|Odile|Marsh|3/4",
        "Client List Report|Status|Active|Inactive",
    ),
    "REDCap": Export(
        "a.csv",
        _rows("record_id,redcap_event_name,first_name,age,phq_1,comments",
              "1,baseline_arm_1,Quorvel,36,2,spoke to Tamsin (mother)", "1,week_4_arm_1,,,1,"),
        "Quorvel|Tamsin|,36,",
        "baseline_arm_1|week_4_arm_1|redcap_event_name",
    ),
    "Excel": Export(
        "a.csv",
        _rows("sep=;", "Client;Score;Notes", 'Quorvel;12,5;"Said; no"', "Ulvane;3,25;"),
        "Quorvel|Ulvane",
        "sep=;|12,5|3,25|Said; no",
    ),
    "bars": Export("a.csv", _rows("Name|DOB", "Quorvel|4/12/1988"), "Quorvel|4/12", "Name|DOB"),
    "FHIR": Export(
        "a.json",
        _json({"entry": [{"resource": PATIENT}, {"resource": {
            "code": {"coding": [{"system": "http://loinc.org", "display": "PHQ-9 total score"}]},
            "subject": {"display": "Quorvel Zanthe"}, "valueQuantity": {"value": 14}}}]}),
        "48213377|Zanthe|Quorvel|Jorun|0142|q@example|04-12|12 Elm|Apt 4|Springfield|02139|Oduya|Tamsin|Odile|hospital.example",
        "http://loinc.org|PHQ-9 total score|Practitioner/12|official|Mother",
    ),
    "Slack": Export("a.json", _json(SLACK), "Quorvel|Zanthe|Odile|Marsh|omarsh", "rich_text_section|thumbsup"),
    "ChatGPT": Export("a.json", _json(CHAT), "Quorvel|Zanthe|4/12|Tamsin", "finished_successfully|gpt-4"),
    "Airtable": Export("a.json", _json(STORED), "Quorvel|Tamsin|Ulvane|Merrow", "all is well|fullname"),
    "log": Export(
        "a.jsonl",
        json.dumps({"level": "ERROR", "msg": 'body: {"client": "Ulvane\\nMother: Tamsin"}', "user": "omarsh"}),
        "Ulvane|Tamsin|omarsh",
        "ERROR|body",
    ),
    "keys": Export(
        "a.json",
        _json({"clients": {"Quorvel Zanthe": {"sessions": 3}}, "byPhone": {"617-555-0142": {"id": 7}}}),
        "Quorvel|0142",
        "sessions|byPhone",
    ),
    "notebook": Export(
        "a.ipynb", _json(NOTEBOOK), "Quorvel|Ulvane|Tamsin|Merrow|Zanthe",
        "<td>|dataframe|FileNotFoundError|ipykernel|client_name|8f3a2b1c",
    ),
    "vault": Export(
        "a.md", VAULT,
        "Quorvel|Zanthe|Odile|Marsh|Jorun|Oduya|q@example|Ulvane|Maren|Holt|Tamsin|Ilse|Varga|Anselm|1970-",
        "| Name | Relation ||sister|aliases|name,dob|_Intake.md|> Client:",
    ),
}  # fmt: skip


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_is_redacted(guard: casesafe.Guard, replaced_by, export: str) -> None:
    """Rare names too, which only a header, key or mark of the format tells; then it is clean."""
    name, data, gone, kept = EXPORTS[export]
    once = replaced_by(guard, name, data.encode())
    assert [w for w in gone.split("|") if w in once.decode()] == []
    assert [w for w in kept.split("|") if w not in once.decode()] == []
    assert replaced_by(guard, name, once) == once
    document = open_document(name, once)
    assert not guard.failing(document.own(guard.find(document.text)))


TECHNICAL = {
    "tsconfig.json": {"$schema": "https://json.schemastore.org/tsconfig", "include": ["src/**/*.ts"],
                      "compilerOptions": {"module": "NodeNext", "strict": True, "outDir": "./dist"}},
    "openapi.json": {"openapi": "3.0.3", "paths": {"/clients/{clientId}": {"get": {
        "operationId": "listNotes", "schema": {"$ref": "#/components/schemas/NoteList"}}}}},
    "schema.json": {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Note",
                    "properties": {"clientName": {"type": "string", "description": "Full legal name"},
                                   "mrn": {"type": "string", "pattern": "^[0-9]{8}$"}}},
    "map.geojson": {"type": "Feature", "properties": {"kind": "park", "area": 1823.44},
                    "geometry": {"type": "Point", "coordinates": [-71.0589123, 42.3601234]}},
    "theme.json": {"theme_color": "#482133", "background_color": "#ffffff", "display": "standalone"},
    "lock.json": {"resolved": "https://registry.npmjs.org/lodash/-/lodash-4.17.21.tgz",
                  "license": {"url": "https://www.apache.org/licenses/LICENSE-2.0.html"}},
    "run.json": {"status": "in_progress", "event": "page_view", "type": "rich_text_section"},
}  # fmt: skip


@pytest.mark.parametrize("name", TECHNICAL)
def test_a_technical_file_is_clean(guard: casesafe.Guard, name: str) -> None:
    """Schemas, registries, colours and what a program chose are nobody's."""
    document = open_document(name, _json(TECHNICAL[name]).encode())
    found = guard.failing(document.own(guard.find(document.text)))
    assert [document.text[f.start : f.end] for f in found] == []


SCORES = "id,group,time,phq1,phq2,total,severity,notes\n1,CBT,pre,2,3,10,moderate,\n2,WL,post,3,3,20,severe,less rumination\n"


def test_a_table_of_scores_is_clean(guard: casesafe.Guard) -> None:
    """Numbers, arms and bands."""
    document = open_document("a.csv", SCORES.encode())
    assert not guard.failing(document.own(guard.find(document.text)))
