# SPDX-License-Identifier: GPL-2.0-or-later
"""JSON that the programs write, against the schema.

    schema.py SCHEMA --check LIST           LIST has lines of definition, tab, what it is, tab, file; every line of
                                            that file must be as the definition says.  Prints a line for each of
                                            the list: "ok", or the first fault; then the keys that none of them had
    schema.py SCHEMA --keys                 prints every key that the schema describes, but for names of facets
    schema.py --get PROGRAM INDEX PATH...   prints what the server answers, a line for each

The schema lets later versions add keys; here a key that it does not describe is a fault.
"""
import json
import os
import signal
import socket
import sys
import urllib.error
import urllib.request


def objects(schema, name=""):
    """Every object of the schema that lists its keys, with the name of what it is in."""
    if isinstance(schema, list):
        for part in schema:
            yield from objects(part, name)
    elif isinstance(schema, dict):
        if "properties" in schema:
            yield name, schema
        for key, part in schema.get("properties", {}).items():
            yield from objects(part, name + "." + key)
        for key, part in schema.get("$defs", {}).items():
            yield from objects(part, key)
        for key in ("items", "anyOf", "oneOf"):
            yield from objects(schema.get(key), name)


def note_keys(schema, root, value, name, seen):
    """Adds to `seen` the keys that the value has, by the definition that describes them."""
    while "$ref" in schema:
        name = schema["$ref"].split("/")[-1]
        schema = root["$defs"][name]
    if isinstance(value, list) and "items" in schema:
        for item in value:
            note_keys(schema["items"], root, item, name, seen)
    elif isinstance(value, dict) and "properties" in schema:
        for key, item in value.items():
            seen.add(name + "." + key)
            note_keys(schema["properties"][key], root, item, name + "." + key, seen)


def fault_of(root, name, path, seen):
    import jsonschema

    validator = jsonschema.Draft202012Validator({"$ref": "#/$defs/" + name, "$defs": root["$defs"]})
    lines = 0
    with open(path) as file:
        for lines, line in enumerate(file, 1):
            value = json.loads(line)
            for fault in validator.iter_errors(value):
                return "%s: at %s: %s" % (name, "/".join(map(str, fault.path)) or "top", fault.message[:300])
            note_keys(root["$defs"][name], root, value, name, seen)
    return "ok" if lines else "nothing was written"


def check(root, path):
    seen = set()
    for _, part in objects(root):
        part["additionalProperties"] = False
    with open(path) as file:
        for line in file:
            name, _, output = line.rstrip("\n").split("\t")
            print(fault_of(root, name, output, seen))
    print("unseen:", *[key for key in known_keys(root) if key not in seen])


def known_keys(root):
    return sorted({name + "." + key for name, part in objects(root) for key in part["properties"]})


def get(program, index, paths):
    listener = socket.create_server(("127.0.0.1", 0))
    server = os.fork()
    if server == 0:
        os.dup2(listener.fileno(), 3)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
        os.execvp(program, [program, "-d", index, "--workers=1"])
    for path in paths:
        try:
            answer = urllib.request.urlopen("http://127.0.0.1:%d%s" % (listener.getsockname()[1], path), timeout=60)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        print(json.dumps(json.loads(answer.read())))
    os.kill(server, signal.SIGTERM)
    os.waitpid(server, 0)


def main(arguments):
    if arguments[0] == "--get":
        return get(arguments[1], arguments[2], arguments[3:])
    with open(arguments[0]) as file:
        root = json.load(file)
    if arguments[1] == "--check":
        check(root, arguments[2])
    else:
        print("\n".join(sorted({key.rsplit(".", 1)[1] for key in known_keys(root)
                              if not key.startswith(("facets.", "facets_info."))})))


main(sys.argv[1:])
