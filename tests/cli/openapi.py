# SPDX-License-Identifier: GPL-2.0-or-later
"""openapi.py PROGRAM INDEX - what the server answers, against its own description.

Every path of /openapi.json is asked as it is, then with each value of each parameter that the description has, and
with a value that no parameter can have.  Status and type of the answer must be described, JSON must be as the schema
that is named has it, and every parameter that is described must be known.  Prints TAP.
"""
import json
import os
import signal
import socket
import sys
import urllib.error
import urllib.parse
import urllib.request

import jsonschema

# What makes an answer of a path, where its parameters alone do not.
NEEDED = {'/api/1/document': {'id': 'kazakhstan/first-troops.txt'}}
QUERY = 'كازاخستان'
# A value for parameters whose schema has none.
SAMPLES = {'q': QUERY, 'entity': 'tokayev', 'person': 'tokayev', 'place': 'kz', 'org': 'csto', 'source': 'صحيفة المرصد',
           'date': '2022', 'new-since': '2022-01-06', 'added-since': '2020-01-01', 'mentions': '2022-01', 'facets': 'person,year',
           'lang': 'ar', 'id': 'kazakhstan/first-troops.txt', 'timeline': 'month', 'freq': 'stems', 'collocates': 'stems',
           'kwic-sort': 'next', 'dispersion': 'kazakhstan/first-troops.txt', 'together': 'person,place', 'ngrams': '3',
           'part': 'p1', 'within': 'document', 'translate': 'never'}
tests = 0


def told(good, what, why=''):
    global tests
    tests += 1
    print('%s %d - %s' % ('ok' if good else 'not ok', tests, what))
    if not good:
        print('# ' + str(why)[:500].replace('\n', '\n# '))


def serve(program, index):
    listener = socket.create_server(('127.0.0.1', 0))
    server = os.fork()
    if server == 0:
        os.dup2(listener.fileno(), 3)
        os.set_inheritable(3, True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1')
        os.execvp(program, [program, '-d', index, '--workers=1'])
    return server, 'http://127.0.0.1:%d' % listener.getsockname()[1]


def fetch(base, path, parameters):
    address = base + urllib.parse.quote(path) + '?' + urllib.parse.urlencode(parameters)
    try:
        answer = urllib.request.urlopen(address, timeout=60)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    return str(answer.status), answer.headers.get_content_type(), answer.read().decode('utf-8')


class Description:
    """The description, with the definitions of the other schema in it."""

    def __init__(self, base):
        self.api = json.loads(fetch(base, '/openapi.json', {})[2])
        self.schema = json.loads(fetch(base, '/mufahris.schema.json', {})[2])

    def point(self, schema):
        """Schemas of the description lead to definitions of the other one."""
        while '$ref' in schema:
            file, _, at = schema['$ref'].partition('#')
            found = self.schema if file else self.api
            for part in at.strip('/').split('/'):
                found = found[part]
            if file:
                return {**found, '$defs': self.schema['$defs']}
            schema = found
        return schema

    def fault(self, operation, answer):
        status, kind, text = answer
        described = operation['responses'].get(status)
        if described is None:
            return 'status %s is not described: %s' % (status, text)
        if kind not in described.get('content', {}):
            return '%s of status %s is not described' % (kind, status)
        if kind != 'application/json':
            return None
        fault = jsonschema.exceptions.best_match(
            jsonschema.Draft202012Validator(self.point(described['content'][kind]['schema'])).iter_errors(json.loads(text)))
        return fault and fault.message


def values(parameter):
    schema = parameter['schema']
    if 'enum' in schema:
        return schema['enum']
    if schema['type'] == 'boolean':
        return ['yes', 'no']
    if parameter['name'] in SAMPLES:
        return [SAMPLES[parameter['name']]]
    if schema['type'] == 'integer':
        return [schema.get('maximum', 3), max(schema.get('minimum', 1), 1)]
    return []


def try_path(base, description, path, operation):
    usual = {} if path == '/api/1/document' else {'q': QUERY}
    usual.update(NEEDED.get(path, {}))
    answer = fetch(base, path, usual)
    fault = description.fault(operation, answer)
    told(answer[0] == '200' and not fault, '%s is as it is described' % path, fault or answer)
    faults = []
    for parameter in operation['parameters']:
        for value in values(parameter):
            answer = fetch(base, path, {**usual, parameter['name']: value})
            fault = description.fault(operation, answer) or (answer[0] != '200' and answer[2])
            if fault:
                faults.append('%s=%s: %s' % (parameter['name'], value, fault))
        if not values(parameter):
            faults.append('%s: the test has no value for it' % parameter['name'])
        for value in parameter['schema'].get('enum', [])[:1]:
            answer = fetch(base, path, {**usual, parameter['name']: 'x' + value})
            fault = description.fault(operation, answer) or (answer[0] != '400' and 'another value is accepted')
            if fault:
                faults.append('%s=x: %s' % (parameter['name'], fault))
    told(not faults, '%s takes what is described, of each parameter each value' % path, '\n'.join(faults))
    answer = fetch(base, path, {**usual, 'nosuchparameter': '1'})
    fault = description.fault(operation, answer)
    told(answer[0] == '400' and not fault, '%s refuses another parameter as it is described' % path, fault or answer)


def main(program, index):
    server, base = serve(program, index)
    description = Description(base)
    told(description.api['openapi'].startswith('3.1'), 'the description is of OpenAPI 3.1', description.api['openapi'])
    for path, item in description.api['paths'].items():
        try_path(base, description, path, item['get'])
    os.kill(server, signal.SIGTERM)
    told(os.waitpid(server, 0)[1] == 0, 'the server ends well')
    print('1..%d' % tests)


main(*sys.argv[1:])
