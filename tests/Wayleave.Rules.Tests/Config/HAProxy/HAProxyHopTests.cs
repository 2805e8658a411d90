using Wayleave.Rules.Config;
using Wayleave.Rules.Config.HAProxy.Reading;
using Wayleave.Rules.Config.Model;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Tests.Config.HAProxy;

public sealed class HAProxyHopTests
{
    [Theory]
    [InlineData("use_backend a if { path /ws }", "a")]
    [InlineData("use_backend a if { path_beg /w }", "a")]
    [InlineData("use_backend a if { path_end s } { path_sub w } { path_dir ws } { path_reg ^/w.$ }", "a")]
    [InlineData("use_backend a if { path -m beg -i /W }", "a")]
    [InlineData("use_backend a if { path /x } or { path /ws }", "a")]
    [InlineData("use_backend a if ! { path /x }", "a")]
    [InlineData("use_backend a unless { path /x }", "a")]
    [InlineData("use_backend a if { path /x /y }", "b")]
    [InlineData("acl w path /x\n acl w path /ws\n use_backend a if w", "a")]
    [InlineData("use_backend a if { hdr(Upgrade) -i WebSocket }", "a")]
    [InlineData("use_backend a if { hdr(Upgrade) WebSocket }", "b")]
    [InlineData("use_backend a if { hdr_cnt(Upgrade) gt 0 } { req.hdr_cnt(X-Y) 0 }", null)]
    [InlineData("use_backend a if { hdr_cnt(Upgrade) 1:3 }", "a")]
    [InlineData("use_backend a if METH_GET !METH_POST HTTP_1.1", "a")]
    [InlineData("use_backend a if { hdr(host) -i app.example:8080 }", "a")]
    [InlineData("use_backend a if { hdr(host),host_only,lower app.example } { hdr_dom(host) example } { hdr_beg(host) app. }", "a")]
    [InlineData("use_backend a if { dst_port 80 } !{ ssl_fc }", "a")]
    [InlineData("use_backend a if { src 10.0.0.0/8 }", null)]
    [InlineData("use_backend a if { path_beg -f /etc/paths }", null)]
    [InlineData("use_backend a if { hdr(X-Forwarded-Proto) https }", null)]
    [InlineData("use_backend a if { src 10.0.0.0/8 } { path /x }", "b")]
    [InlineData("http-request set-var(txn.p) path,regsub(^/,)\n use_backend a if { var(txn.p) -m str ws }", "a")]
    [InlineData("use_backend %[path,field(2,/),regsub(ws,a)]", "a")]
    [InlineData("http-request set-path /x\n use_backend a if { path /x }", "a")]
    [InlineData("http-request replace-path /(.*) /y/\\1\n use_backend a if { path /y/ws }", "a")]
    [InlineData("reqrep ^([^\\ :]*)\\ /ws(.*) \\1\\ /z\\2\n use_backend a if { path /z }", "a")]
    public void The_backend_is_chosen_as_HAProxy_chooses_it(string lines, string? backend)
    {
        Passage passage = Pass(lines).Single();

        passage.To?.Host.ShouldBe(backend);
        if (backend is null) passage.To.ShouldBeNull();
    }

    [Theory]
    [InlineData("http-request deny if { path_beg /ws }", PassageEnd.Answered, 403)]
    [InlineData("http-request deny deny_status 404", PassageEnd.Answered, 404)]
    [InlineData("http-request return status 200 if { method GET }", PassageEnd.Answered, 200)]
    [InlineData("http-request auth unless { path /x }", PassageEnd.Answered, 401)]
    [InlineData("http-request silent-drop", PassageEnd.Closed, null)]
    [InlineData("http-request allow if { path /ws }\n http-request deny", PassageEnd.Forwarded, null)]
    [InlineData("http-request allow if { src 10.0.0.1 }\n http-request deny", PassageEnd.Forwarded, null)]
    [InlineData("http-request deny if { src 10.0.0.1 }", PassageEnd.Forwarded, null)]
    [InlineData("redirect scheme https code 301 if !{ ssl_fc }", PassageEnd.Redirected, 301)]
    [InlineData("http-request redirect location /y", PassageEnd.Redirected, 302)]
    [InlineData("monitor-uri /ws", PassageEnd.Answered, 200)]
    [InlineData("http-request use-service lua.app", PassageEnd.Unknown, null)]
    [InlineData("use_backend nowhere", PassageEnd.Unknown, null)]
    [InlineData("use_backend empty", PassageEnd.Answered, 503)]
    public void A_handshake_ends_where_the_rules_end_it(string lines, PassageEnd end, int? status)
    {
        Passage passage = Pass(lines).Single();

        (passage.End, passage.Status).ShouldBe((end, status));
    }

    [Theory]
    [InlineData("http-request set-header X-A b", "x-a", "b")]
    [InlineData("http-request set-header X-A %[path]-%%", "x-a", "/ws-%")]
    [InlineData("http-request set-header X-Forwarded-Proto http if !{ ssl_fc }", "x-forwarded-proto", "http")]
    [InlineData("http-request set-header Proto https if { ssl_fc }", "proto", null)]
    [InlineData("http-request del-header Sec-WebSocket -m beg", "sec-websocket-version", null)]
    [InlineData("reqidel ^sec-websocket-ext", "sec-websocket-extensions", null)]
    [InlineData("reqadd X-A:\\ b", "x-a", "b")]
    [InlineData("http-request set-header Host %[req.hdr(host)]", "host", "app.example:8080")]
    public void Headers_go_on_as_the_rules_leave_them(string lines, string name, string? value)
    {
        HeaderFate fate = Pass(lines).Single().Header(name, Handshake);

        (fate.Known, fate.Value).ShouldBe((true, value));
    }

    [Fact]
    public void What_no_rule_sets_may_come_from_further_out() =>
        Pass("http-request set-header X-Forwarded-Proto https if { ssl_fc }").Single().Header("x-forwarded-proto", Handshake).Known.ShouldBeFalse();

    [Theory]
    [InlineData("http-request set-header X-A %[src]")]
    [InlineData("http-request set-header X-A b if { src 10.0.0.1 }")]
    [InlineData("http-request del-header X-A if { src 10.0.0.1 }")]
    [InlineData("option forwardfor header X-A")]
    public void What_depends_on_more_than_the_file_is_not_known(string lines) => Pass(lines).Single().Header("x-a", Handshake).Known.ShouldBeFalse();

    [Fact]
    public void Each_host_that_a_file_names_is_asked_where_nobody_told_one()
    {
        IEnumerable<Passage> passages = Pass("use_backend a if { hdr(host) -i one.example }\n http-request set-header X-A %[req.hdr(host)]", host: null);

        passages.Select(passage => passage.To!.Host).ShouldBe(["a", "b"]);
        passages.ShouldAllBe(passage => !passage.Header("x-a", Handshake).Known);
    }

    [Theory]
    [InlineData(null, "Forwarded")]
    [InlineData("www.app.example", "Forwarded")]
    [InlineData("app.example", "Redirected")]
    public void A_redirect_to_another_host_counts_only_for_who_asks_for_its_own(string? host, string ends) =>
        string.Join(' ', Pass("redirect prefix http://www.app.example if { hdr(host) app.example }\n use_backend a if { hdr(host) www.app.example }", host).Select(passage => passage.End).Distinct()).ShouldBe(ends);

    [Theory]
    [InlineData("use_backend a if { path /ws }", "Forwarded")]
    [InlineData("http-request deny", "Answered")]
    public void A_section_that_refuses_counts_only_where_no_other_lets_through(string lines, string ends) =>
        string.Join(' ', Pass($"{lines}\nfrontend acme\n bind :81\n http-request deny").Select(passage => passage.End).Distinct()).ShouldBe(ends);

    [Theory]
    [InlineData("", "", "30s client")]
    [InlineData("timeout tunnel 1h", "", "60m tunnel")]
    [InlineData("", "timeout server 5s", "5s server")]
    [InlineData("timeout client 0", "timeout server 40s", "40s server")]
    [InlineData("timeout tunnel 1h", "timeout tunnel 2s", "2s tunnel")]
    [InlineData("timeout tunnel 1h", "timeout server 2s", "60m tunnel")]
    public void Silence_is_bounded_as_HAProxy_bounds_it(string defaults, string backend, string idle)
    {
        Setting<TimeSpan> found = Pass("default_backend b", defaults: defaults, backend: backend).Single().Idle!;

        $"{Wayleave.Protocol.Text.Durations.Text(found.Value)} {found.Where!.Value.Text.Split(' ')[1]}".ShouldBe(idle);
    }

    private static Handshake Handshake => new() { Path = "/ws", Host = "app.example:8080" };

    private static IEnumerable<Passage> Pass(string lines, string? host = "app.example:8080", string defaults = "", string backend = "") => HAProxyParser.Read(
        new SourceText("haproxy.cfg", $"defaults\n mode http\n timeout client 30s\n timeout server 30s\n {defaults}\nfrontend f\n bind :80\n {lines}\n default_backend b\nbackend a\n server one a:1\nbackend b\n {backend}\n server one b:1\nbackend empty\n"),
        new ReadContext()).Hops.Single().Pass(Handshake with { Host = host });
}
