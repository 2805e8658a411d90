using Wayleave.Server.Configuration.Reading;

namespace Wayleave.Server.Tests.Configuration;

public sealed class SettingsErrorTests
{
    [Theory]
    [InlineData("lisen: 8080", "w.yaml:1:1: lisen: there is no such key here; did you mean listen?")]
    [InlineData("ssl: {}", "w.yaml:1:1: ssl: there is no such key here; did you mean tls?")]
    [InlineData("max_body: 1MB", "w.yaml:1:1: max_body: there is no such key here; max_body stands under limits")]
    [InlineData("tls: { colour: red }", "w.yaml:1:8: tls.colour: there is no such key here; the keys are certificates, min_version, redirect, state")]
    [InlineData("qqqqqqq: 1", "w.yaml:1:1: qqqqqqq: there is no such key here; docs/configuration.md lists the keys")]
    [InlineData("events: { channels: [{ match: a, policy: latest }] }", "w.yaml:1:22: events.channels[0]: of what is the latest kept? add key: with the member of events that says what they are about, such as key: task")]
    [InlineData("events: { channels: [{ match: a, key: task }] }", "w.yaml:1:39: events.channels[0].key: nothing is kept by a key; add policy: latest")]
    [InlineData("events: { accept_rate: 1000 }", "w.yaml:1:24: events.accept_rate: '1000' is not how many a second, from 1/s to 1000000/s; write 1000/s")]
    [InlineData("store: redis", "w.yaml:1:8: store: a Redis address is written redis://[user:password@]host[:port][/db], redis-sentinel://host[:port],…/master[/db] or redis-cluster://host[:port],…; rediss… with TLS, and then ?ca=FILE; for sentinels' own password ?sentinel_password=…[&sentinel_username=…]; or memory")]
    [InlineData("store: redis://secret@a", "w.yaml:1:8: store: the user has no password: write user:password@, or :password@ for the default user; or memory")]
    [InlineData("drain: 3 parsecs", "w.yaml:1:8: drain: '3 parsecs' is not a duration; a duration is written 500ms, 5s, 2m, 1h or 7d")]
    [InlineData("drain: 30", "w.yaml:1:8: drain: '30' has no unit; write 30s for seconds")]
    [InlineData("drain: 2h", "w.yaml:1:8: drain: 2h is out of range; write a duration from 0s to 1h")]
    [InlineData("drain: [1s]", "w.yaml:1:8: drain: a list stands here; write a duration from 0s to 1h")]
    [InlineData("drain:", "w.yaml:1:7: drain: there is no value; write a duration from 0s to 1h")]
    [InlineData("drain: 1s\ndrain: 2s", "w.yaml:2:1: drain: the key stands twice; it stands on line 1 too")]
    [InlineData("limits: { head: 64k }", "w.yaml:1:17: limits.head: '64k' is not a size; did you mean 64kiB?")]
    [InlineData("limits: { head: 2MiB }", "w.yaml:1:17: limits.head: 2MiB is out of range; write a size from 1KiB to 1MiB")]
    [InlineData("limits: { connections: 0 }", "w.yaml:1:24: limits.connections: '0' is not a whole number from 1 to 1000000; or write off")]
    [InlineData("limits:", "w.yaml:1:8: limits: there is nothing below it; its keys are handshake, head, connections, sockets_per_address, upgrades_per_address, carry_requests_per_address, bind_loopback, max_body")]
    [InlineData("log: jsno", "w.yaml:1:6: log: there is no 'jsno' here; did you mean json?")]
    [InlineData("only_from_edge: yes", "w.yaml:1:17: only_from_edge: 'yes' is neither true nor false; write true")]
    [InlineData("only_from_edge: true", "w.yaml:1:17: only_from_edge: nobody would be let in; say by edge: or trusted_proxies: who stands in front")]
    [InlineData("edge: alb", "w.yaml:1:7: edge[0]: nothing is known of alb")]
    [InlineData("edge_ranges: r.json", "w.yaml:1:14: edge_ranges: it says which networks an edge has, and no edge is named; add edge: with its name")]
    [InlineData("trusted_proxies: 10.1.0.0/8", "w.yaml:1:18: trusted_proxies: '10.1.0.0/8' is not where a network begins; write 10.0.0.0/8")]
    [InlineData("trusted_proxies: 10.0.0.1/33", "w.yaml:1:18: trusted_proxies: '10.0.0.1/33': a prefix of 10.0.0.1 has 0 to 32 bits; write 10.0.0.1/32 for this address alone")]
    [InlineData("trusted_proxies: [x]", "w.yaml:1:19: trusted_proxies[0]: 'x' is not a network; write an address or a network, such as 192.0.2.1 or 10.0.0.0/8")]
    [InlineData("listen: ws://:80", "w.yaml:1:9: listen: 'ws://:80': ws:// is not listened on; write http://, which takes sockets too")]
    [InlineData("listen: http://::1:80", "w.yaml:1:9: listen: '::1:80': an IPv6 address needs brackets; write [::1]:8080")]
    [InlineData("listen: 70000", "w.yaml:1:9: listen: '70000': the port 70000 is out of range: ports go from 1 to 65535")]
    [InlineData("listen: []", "w.yaml:1:9: listen: the list is empty; write an address such as http://0.0.0.0:8080, https://:8443, 127.0.0.1:8080 or 8080")]
    [InlineData("listen: [80, 80]", "w.yaml:1:14: listen[1]: 0.0.0.0:80 stands twice; take one out")]
    [InlineData("listen: 127.0.0.1:9180", "w.yaml:1:1: admin: 127.0.0.1:9180 is listened on for the public already; take another port")]
    [InlineData("admin: http://127.0.0.1:1", "w.yaml:1:8: admin: 'http://127.0.0.1:1': the admin address has no scheme; write an address such as 127.0.0.1:9180 or 9180; or write off")]
    [InlineData("admin: { hosts: gw:9180 }", "w.yaml:1:17: admin.hosts: 'gw:9180' has a port, and names are matched without; write gw")]
    [InlineData("admin: { hosts: '*.example' }", "w.yaml:1:17: admin.hosts: '*.example': a star can stand for nothing here; write the name")]
    [InlineData("admin: { lisen: 9180 }", "w.yaml:1:10: admin.lisen: there is no such key here; did you mean listen?")]
    [InlineData("listen: 127.0.0.1:81\nadmin: { listen: 81 }", "w.yaml:2:18: admin.listen: 127.0.0.1:81 is listened on for the public already; take another port")]
    [InlineData("tls: { redirect: true }", "w.yaml:1:18: tls.redirect: nothing listens on https to redirect to; add an https:// address to listen, such as https://0.0.0.0:8443")]
    [InlineData("secret: short", "w.yaml:1:9: secret: 5 characters are too few; write at least 16 characters, best as ${WAYLEAVE_SECRET}")]
    [InlineData("secret: \"***\"", "w.yaml:1:9: secret: *** is what --print-config shows in place of a secret; write the secret itself, best as ${NAME}")]
    [InlineData("drain: ${NO}", "w.yaml:1:8: drain: the variable NO is not set; set it, or write ${NO:-default}")]
    [InlineData("drain: ${BAD}", "w.yaml:1:8: drain: 'x: y' is not a duration; a duration is written 500ms, 5s, 2m, 1h or 7d (from ${BAD})")]
    [InlineData("drain: a$${X}${BAD:-b}c", "w.yaml:1:8: drain: 'a${X}x: yc' is not a duration; a duration is written 500ms, 5s, 2m, 1h or 7d (from ${BAD})")]
    [InlineData("drain: ${1}", "w.yaml:1:8: drain: '${1}' names no variable; write ${NAME} or ${NAME:-default}")]
    [InlineData("drain: ${BAD", "w.yaml:1:8: drain: '${BAD' has no closing brace; write ${NAME}, or $${ for a dollar and a brace")]
    [InlineData("origins: app.example", "w.yaml:1:10: origins: 'app.example' is not an Origin: write its scheme too, https://app.example")]
    [InlineData("host: kep", "w.yaml:1:7: host: there is no 'kep' here; did you mean keep?")]
    [InlineData("keepalive: {client: 10ms}", "w.yaml:1:21: keepalive.client: 10ms is out of range; write a duration from 1s to 1h; or write off")]
    public void An_error_names_place_key_trouble_and_the_nearest_right_thing(string line, string error) =>
        Reading.Errors(line, ("BAD", "x: y")).ShouldBe([error]);

    [Theory]
    [InlineData("path: /", "w.yaml:2:5: routes[0]: this route leads nowhere; add proxy: with the app's URL, or events: with a channel")]
    [InlineData("{ path: /, proxy: 'http://a:1', events: news }", "w.yaml:2:45: routes[0].events: a route leads to an app or gives channels; take out proxy or events")]
    [InlineData("{ path: '/ws/{id}', events: 'user:{user_id}:events' }", "w.yaml:2:33: routes[0].events: the path has no {user_id}; it has {id}")]
    [InlineData("{ path: /ws, events: 'user:{user_id}:events' }", "w.yaml:2:26: routes[0].events: the path has no {user_id}; write it there: /ws/{user_id}")]
    [InlineData("{ path: /ws, events: [news, news] }", "w.yaml:2:26: routes[0].events: a channel stands twice; take one out")]
    [InlineData("proxy: http://a:1", "w.yaml:2:5: routes[0]: the key path is missing; it takes a path such as / or /api/{version}")]
    [InlineData("{ path: /, upstream: http://a:1 }", "w.yaml:2:16: routes[0].upstream: there is no such key here; did you mean proxy?")]
    [InlineData("{ path: api, proxy: 'http://a:1' }", "w.yaml:2:13: routes[0].path: 'api' does not begin with a slash; write /api")]
    [InlineData("{ path: '/api/*', proxy: 'http://a:1' }", "w.yaml:2:13: routes[0].path: '/api/*': a path takes all that is below it; write /api, or {name} for one segment")]
    [InlineData("{ path: '/x{a}', proxy: 'http://a:1' }", "w.yaml:2:13: routes[0].path: '/x{a}': x{a} is no parameter; write {name} as a whole segment")]
    [InlineData("{ path: '/{a}/{a}', proxy: 'http://a:1' }", "w.yaml:2:13: routes[0].path: '/{a}/{a}': {a} stands twice; give them different names")]
    [InlineData("{ path: '/a/../b', proxy: 'http://a:1' }", "w.yaml:2:13: routes[0].path: '/a/../b': .. is resolved before routing and never matches; take it out")]
    [InlineData("{ path: /, proxy: 'a:1' }", "w.yaml:2:23: routes[0].proxy: 'a:1' has no scheme; write http://a:1")]
    [InlineData("{ path: /, proxy: 8501 }", "w.yaml:2:23: routes[0].proxy: '8501' is not a URL; write http://127.0.0.1:8501")]
    [InlineData("{ path: /, proxy: 'ws://a:1' }", "w.yaml:2:23: routes[0].proxy: 'ws://a:1': ws:// leads to no app; write http://a:1, which takes sockets too")]
    [InlineData("{ path: /, proxy: 'http://me:pw@a:1' }", "w.yaml:2:23: routes[0].proxy: a URL with a name or a password in it is not taken; take out what stands before the @: the app gets the Authorization that its client sends")]
    [InlineData("{ path: /, proxy: 'http://a:x' }", "w.yaml:2:23: routes[0].proxy: 'http://a:x': the port 'x' is not a number")]
    [InlineData("{ path: /, proxy: 'http://a/x#y' }", "w.yaml:2:23: routes[0].proxy: 'http://a/x#y' has a query or a fragment, which no destination can have; take it out")]
    [InlineData("{ path: /, proxy: 'http://a/?q' }", "w.yaml:2:23: routes[0].proxy: 'http://a/?q' has a query or a fragment, which no destination can have; take it out")]
    [InlineData("{ path: /, proxy: 'h2c://a' }", "w.yaml:2:23: routes[0].proxy: 'h2c://a' has no port, and h2c has none of its own; write h2c://a:8080")]
    [InlineData("{ path: /, proxy: [] }", "w.yaml:2:5: routes[0]: this route leads nowhere; add proxy: with the app's URL, or events: with a channel")]
    [InlineData("{ path: /, proxy: { url: 'http://a:1', weight: 0 } }", "w.yaml:2:52: routes[0].proxy.weight: '0' is not a whole number from 1 to 1000")]
    [InlineData("{ path: /, proxy: 'http://a:1', hosts: 'a.example:80' }", "w.yaml:2:44: routes[0].hosts: 'a.example:80' has a port, and names are matched without; write a.example")]
    [InlineData("{ path: /, proxy: 'http://a:1', hosts: 'a.*' }", "w.yaml:2:44: routes[0].hosts: 'a.*': a star can stand for the first part alone; write *.example.com")]
    [InlineData("{ path: /, proxy: 'http://a:1', hash_by: 'cookie:a' }", "w.yaml:2:46: routes[0].hash_by: nothing is hashed; add balance: hash")]
    [InlineData("{ path: /, proxy: 'http://a:1', balance: hash, hash_by: cookie }", "w.yaml:2:61: routes[0].hash_by: 'cookie' cannot be hashed; write cookie:NAME")]
    [InlineData("{ path: /, proxy: 'http://a:1', balance: hash, hash_by: 'adress' }", "w.yaml:2:61: routes[0].hash_by: 'adress' cannot be hashed; did you mean address?")]
    [InlineData("{ path: /, proxy: 'http://a:1', balance: hash, hash_by: 'ip' }", "w.yaml:2:61: routes[0].hash_by: 'ip' cannot be hashed; write address, header:NAME, cookie:NAME or query:NAME")]
    [InlineData("{ path: /, proxy: 'http://a:1', balance: hash, hash_by: 'haeder:X-User' }", "w.yaml:2:61: routes[0].hash_by: 'haeder:X-User' cannot be hashed; did you mean header:X-User?")]
    [InlineData("{ path: /, proxy: 'http://a:1', balance: hash, hash_by: 'Header:X-User' }", "w.yaml:2:61: routes[0].hash_by: 'Header:X-User' cannot be hashed; did you mean header:X-User?")]
    [InlineData("{ path: /, proxy: 'http://a:1', balance: hash, hash_by: 'header:' }", "w.yaml:2:61: routes[0].hash_by: 'header:': a name must follow; write header:NAME")]
    [InlineData("{ path: /, proxy: 'http://a:1', balance: hash, hash_by: 'header:a b' }", "w.yaml:2:61: routes[0].hash_by: 'header:a b': 'a b' is no name; write header:NAME")]
    [InlineData("{ path: /, proxy: 'http://a:1', balance: hash, hash_by: 'qurey:u' }", "w.yaml:2:61: routes[0].hash_by: 'qurey:u' cannot be hashed; did you mean query:u?")]
    [InlineData("{ path: /, proxy: 'http://a:1', balance: hash, hash_by: 'cookie:sid=1' }", "w.yaml:2:61: routes[0].hash_by: 'cookie:sid=1': 'sid=1' is no name; write cookie:NAME")]
    [InlineData("{ path: /, proxy: 'http://a:1', health: healthz }", "w.yaml:2:45: routes[0].health: 'healthz' does not begin with a slash; write /healthz; or write off")]
    [InlineData("{ path: /, proxy: 'http://a:1', health: { timeout: 1s } }", "w.yaml:2:45: routes[0].health: the key path is missing; it takes a path such as /healthz")]
    [InlineData("{ path: /, proxy: 'http://a:1', health: { path: /h, host: 'http://a' } }", "w.yaml:2:63: routes[0].health.host: 'http://a' is a URL or a path, not a host name; write a")]
    [InlineData("{ path: /, proxy: 'http://a:1', health: { path: /h, host: 'a:0' } }", "w.yaml:2:63: routes[0].health.host: 'a:0': the port 0 is out of range: ports go from 1 to 65535")]
    [InlineData("{ path: /, proxy: 'http://a:1', strip_prefix: api }", "w.yaml:2:51: routes[0].strip_prefix: 'api' does not begin with a slash; write /api")]
    [InlineData("{ path: /, proxy: 'http://a:1', sticky: { cookie: 'a b' } }", "w.yaml:2:55: routes[0].sticky.cookie: 'a b' is not a cookie's name: letters, digits, dashes and underscores")]
    [InlineData("{ path: /, proxy: 'http://a:1' }\n  - { path: /, proxy: 'http://b:1' }", "w.yaml:3:5: routes[1]: the route / takes the same requests, so this one gets none; give it another path, hosts or priority")]
    [InlineData("{ path: '/{a}', proxy: 'http://a:1' }\n  - { path: '/{b}/', proxy: 'http://b:1' }", "w.yaml:3:5: routes[1]: the route /{a} takes the same requests, so this one gets none; give it another path, hosts or priority")]
    [InlineData("{ path: /, name: x, proxy: 'http://a:1' }\n  - { path: /b, name: x, proxy: 'http://b:1' }", "w.yaml:3:23: routes[1].name: another route is called x too; give it a name of its own")]
    [InlineData("{ path: /a, proxy: 'http://a:1', sticky: { cookie: to } }\n  - { path: /b, proxy: 'http://b:1', sticky: { cookie: to } }", "w.yaml:3:56: routes[1].sticky.cookie: the route /a sets the cookie 'to' on the same host too, and each would take the other's away; give it one of its own: sticky: { cookie: NAME }")]
    [InlineData("{ path: /a, hosts: a.example, proxy: 'http://a:1', sticky: { cookie: to } }\n  - { path: /b, proxy: 'http://b:1', sticky: { cookie: to } }", "w.yaml:3:56: routes[1].sticky.cookie: the route /a sets the cookie 'to' on the same host too, and each would take the other's away; give it one of its own: sticky: { cookie: NAME }")]
    [InlineData("{ path: /a, hosts: ['*.example', x], proxy: 'http://a:1', sticky: { cookie: to } }\n  - { path: /b, hosts: [y, b.a.example], proxy: 'http://b:1', sticky: { cookie: to } }", "w.yaml:3:81: routes[1].sticky.cookie: the route /a sets the cookie 'to' on the same host too, and each would take the other's away; give it one of its own: sticky: { cookie: NAME }")]
    [InlineData("{ path: /a, hosts: b.a.example, proxy: 'http://a:1', sticky: { cookie: to } }\n  - { path: /b, hosts: '*.a.example', proxy: 'http://b:1', sticky: { cookie: to } }", "w.yaml:3:78: routes[1].sticky.cookie: the route /a sets the cookie 'to' on the same host too, and each would take the other's away; give it one of its own: sticky: { cookie: NAME }")]
    [InlineData("{ path: /a, name: a_b, proxy: 'http://a:1', sticky: true }\n  - { path: /a/b, proxy: 'http://b:1', sticky: true }", "w.yaml:3:48: routes[1].sticky: the route a_b sets the cookie 'wayleave_to_a_b' on the same host too, and each would take the other's away; give it one of its own: sticky: { cookie: NAME }")]
    [InlineData("{ path: /, proxy: 'http://a:1', carry: true }", "w.yaml:2:44: routes[0].carry: there is no 'true' here; write auto, script or off")]
    [InlineData("{ path: /, proxy: 'http://a:1', carry: [auto] }", "w.yaml:2:44: routes[0].carry: a list stands here; write auto, script or off, or its keys: mode, grace, buffer, heartbeat, badge")]
    [InlineData("{ path: /, proxy: 'http://a:1', carry: { mode: Auto } }", "w.yaml:2:52: routes[0].carry.mode: there is no 'Auto' here; did you mean auto?")]
    [InlineData("{ path: /, proxy: 'http://a:1', carry: { grace: 2h } }", "w.yaml:2:53: routes[0].carry.grace: 2h is out of range; write a duration from 0s to 1h")]
    [InlineData("{ path: /, proxy: 'http://a:1', carry: { buffer: 63KiB } }", "w.yaml:2:54: routes[0].carry.buffer: 63KiB is out of range; write a size from 64KiB to 64MiB")]
    [InlineData("{ path: /, proxy: 'http://a:1', carry: { heartbeat: 500ms } }", "w.yaml:2:57: routes[0].carry.heartbeat: 500ms is out of range; write a duration from 1s to 10m")]
    [InlineData("{ path: /, proxy: 'http://a:1', carry: { badgee: true } }", "w.yaml:2:46: routes[0].carry.badgee: there is no such key here; did you mean badge?")]
    [InlineData("{ path: /, events: news, carry: auto }", "w.yaml:2:37: routes[0].carry: there is no app's socket here to carry: channels resume by themselves; take it out")]
    [InlineData("{ path: /, carry: auto }", "w.yaml:2:5: routes[0]: this route leads nowhere; add proxy: with the app's URL, or events: with a channel")]
    public void An_error_in_a_route(string route, string error) => Reading.WholeErrors($"routes:\n  - {route}\n").ShouldBe([error]);

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("{}")]
    public void A_file_without_routes_shows_the_shortest_right_one(string text)
    {
        Reading.WholeErrors(text).ShouldBe([$"w.yaml:1:1: there are no routes; {SettingsChecks.Shortest}"]);
        string shown = SettingsChecks.Shortest[SettingsChecks.Shortest.IndexOf("routes:", StringComparison.Ordinal)..];
        Reading.Of(shown).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("routes:\n\t- path: /\n", "w.yaml:2:1: a tab stands in the indentation", "spaces")]
    [InlineData("routes: [\n", "w.yaml:2:1: this is not YAML: ", "")]
    [InlineData("a: b: c\n", "w.yaml:1:", "this is not YAML: ")]
    [InlineData("hosts: [*.example.com]\n", "w.yaml:1:", "needs quotes")]
    [InlineData("a: *b\n", "w.yaml:1:4: ", "there is no anchor &b before this")]
    [InlineData("- a\n", "w.yaml:1:1: the file holds a list, not keys", "routes:")]
    public void What_is_not_a_mapping_in_YAML_is_told_without_a_stack_trace(string text, string begins, string holds)
    {
        string first = Reading.WholeErrors(text)[0];
        first.ShouldStartWith(begins);
        first.ShouldContain(holds);
        first.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_key_that_is_no_word_is_told() =>
        Reading.Errors("[a]: b").ShouldBe(["w.yaml:1:1: a list stands where a key must stand; a key is a word"]);

    [Fact]
    public void A_second_document_is_told() =>
        Reading.WholeErrors(Reading.Route + "---\nlisten: 80\n")[0].ShouldStartWith("w.yaml:2:1: a second document begins here");

    [Fact]
    public void All_errors_come_at_once_in_the_order_of_the_file()
    {
        Reading.WholeErrors("""
            drain: soon
            listen: [http://a, 0.0.0.0]
            drian: 1s
            routes:
              - { path: x }
              - { path: /, proxy: [ftp://a, { url: "${NO}" }] }
            """).Select(e => e.Split(": ")[0]).ShouldBe(["w.yaml:1:8", "w.yaml:2:10", "w.yaml:2:20", "w.yaml:3:1", "w.yaml:5:5", "w.yaml:5:13", "w.yaml:6:24", "w.yaml:6:40"]);
    }

    [Fact]
    public void A_secret_is_in_no_message() =>
        string.Join('\n', Reading.Errors("secret: geheim\ntls: { certificates: [{ certificate: a, password: ['geheim'] }] }")).ShouldNotContain("geheim");

    // Wherever a parser thinks that it stands, and whatever else is wrong: 'wss' and no scheme at all are told before the host is looked at.
    [Theory]
    [InlineData("http://me:geheim@a:1")]
    [InlineData("wss://me:geheim@a:1")]
    [InlineData("me:geheim@a:1")]
    [InlineData("http:/me:geheim@a:1")]
    [InlineData("http://me:ge heim@a:1")]
    [InlineData("http://me:geheim#x@a:1")]
    [InlineData("http://me:geheim/x@a:1")]
    [InlineData("http://me:geheim@${HOST}")]
    [InlineData("${NONE:-http://me:geheim@a}")]
    public void A_password_in_a_URL_is_told_and_never_shown(string url)
    {
        string[] errors = Reading.WholeErrors($"routes: [{{ path: /, proxy: \"{url}\" }}]\n", ("HOST", "a:1"));
        errors.ShouldHaveSingleItem().ShouldContain("take out what stands before the @");
        errors[0].ShouldNotContain("heim");
    }

    [Theory]
    [InlineData("on", "write auto, script or off")]
    [InlineData("atuo", "did you mean auto?")]
    public void Who_wants_carry_on_is_not_asked_whether_it_is_to_be_off(string mode, string words) =>
        Reading.WholeErrors($"routes: [{{ path: /, proxy: \"http://a:1\", carry: \"{mode}\" }}]\n").ShouldHaveSingleItem().ShouldContain(words);

    [Theory]
    [InlineData("{ others: [{ name: b, url: \"http://a:1\" }] }", "add name:")]
    [InlineData("{ name: Node }", "write small letters, digits and hyphens")]
    [InlineData("{ name: a, others: [{ name: a, url: \"http://a:1\" }] }", "another node is called a too")]
    [InlineData("{ name: a, others: [{ name: b }] }", "url")]
    public void A_node_has_a_name_of_its_own_and_an_address(string nodes, string words) =>
        Reading.WholeErrors($"nodes: {nodes}\nroutes: [{{ path: /, proxy: \"http://a:1\" }}]\n").ShouldHaveSingleItem().ShouldContain(words);

    [Fact]
    public void An_at_sign_in_the_path_of_a_URL_is_no_user() =>
        Reading.Whole("routes: [{ path: /, proxy: 'http://a:1/@me/x' }]\n").Routes[0].Destinations[0].Url.AbsolutePath.ShouldBe("/@me/x");

    [Fact]
    public void A_file_that_is_too_long_is_not_read() =>
        Reading.WholeErrors(new string('#', SettingsReader.MaxLength + 1)).ShouldBe([$"w.yaml:1:1: the file has {SettingsReader.MaxLength + 1} characters; at most {SettingsReader.MaxLength} are read"]);

    [Fact]
    public void A_file_that_is_missing_is_told()
    {
        SettingsReading reading = SettingsReader.Read(Reading.Route + "tls: { certificates: [a.pem] }", "/etc/w.yaml", Reading.World() with { FileExists = _ => false });
        reading.Errors.Single().Message.ShouldBe("tls.certificates[0]: there is no file /etc/a.pem");
    }

    [Fact]
    public void Depth_ends() => Reading.WholeErrors("a: " + new string('[', 500) + new string(']', 500))[0].ShouldContain("nested deeper than 32 levels");
}
