using FsCheck;
using FsCheck.Fluent;
using Wayleave.Protocol.Http;
using Wayleave.Server.Forwarding;
using Wayleave.Server.Routing;

namespace Wayleave.Server.Tests.Forwarding;

public sealed class RequestGuardTests
{
    private static readonly HeaderLines s_host = [new("Host", "app.example")];

    [Theory]
    [InlineData("/", nameof(GuardViolation.None))]
    [InlineData("/a?b=c&d=%zz|{}\\", nameof(GuardViolation.None))] // a query is the app's own business
    [InlineData("/a%20b/%2F/c", nameof(GuardViolation.None))]
    [InlineData("/a...b/.../.a", nameof(GuardViolation.None))]
    [InlineData("/?x=/../y", nameof(GuardViolation.None))]
    [InlineData("", nameof(GuardViolation.TargetInvalid))]
    [InlineData("/a b", nameof(GuardViolation.TargetInvalid))]
    [InlineData("/a\tb", nameof(GuardViolation.TargetInvalid))]
    [InlineData("/a\rb", nameof(GuardViolation.TargetInvalid))]
    [InlineData("/a\0", nameof(GuardViolation.TargetInvalid))]
    [InlineData("/a\x7f", nameof(GuardViolation.TargetInvalid))]
    [InlineData("/caf\u00e9", nameof(GuardViolation.TargetInvalid))]
    [InlineData("/a#b", nameof(GuardViolation.TargetInvalid))]
    [InlineData("/a?b#c", nameof(GuardViolation.TargetInvalid))]
    [InlineData("a", nameof(GuardViolation.TargetInvalid))]
    [InlineData("app.example:443", nameof(GuardViolation.TargetInvalid))]
    [InlineData("ftp://app.example/", nameof(GuardViolation.TargetInvalid))]
    [InlineData("http://user@app.example/", nameof(GuardViolation.TargetInvalid))]
    [InlineData("*", nameof(GuardViolation.AsteriskTarget))]
    [InlineData("/a\\b", nameof(GuardViolation.PathInvalid))]
    [InlineData("/a%", nameof(GuardViolation.PathInvalid))]
    [InlineData("/a%2", nameof(GuardViolation.PathInvalid))]
    [InlineData("/a%g0", nameof(GuardViolation.PathInvalid))]
    [InlineData("/a%u0061", nameof(GuardViolation.PathInvalid))]
    [InlineData("/a%00", nameof(GuardViolation.PathInvalid))]
    [InlineData("/a/../b", nameof(GuardViolation.DotSegment))]
    [InlineData("/a/..", nameof(GuardViolation.DotSegment))]
    [InlineData("/./a", nameof(GuardViolation.DotSegment))]
    [InlineData("/a/%2e%2E/b", nameof(GuardViolation.DotSegment))]
    [InlineData("/a/.%2e/b", nameof(GuardViolation.DotSegment))]
    [InlineData("/a/..%2fb", nameof(GuardViolation.DotSegment))]
    [InlineData("/a/..%5cb", nameof(GuardViolation.DotSegment))]
    [InlineData("/a/..;x/b", nameof(GuardViolation.DotSegment))]
    [InlineData("/a/..%3bx/b", nameof(GuardViolation.DotSegment))]
    [InlineData("/a/%252e%252e/b", nameof(GuardViolation.DotSegment))]
    [InlineData("/a%252f..%252fb", nameof(GuardViolation.DotSegment))]
    [InlineData("http://app.example/a/../b", nameof(GuardViolation.DotSegment))]
    [InlineData("http://other.example/", nameof(GuardViolation.HostDiffers))]
    [InlineData("http://app.example:8080/", nameof(GuardViolation.HostDiffers))]
    public void A_target_says_the_same_to_everybody_or_is_refused(string target, string expected) =>
        RequestGuard.Check("GET", target, RequestVersion.Http11, s_host, null, out _).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("http://app.example/a?b", "app.example", "/a?b")]
    [InlineData("HTTP://APP.example:80/a", "app.example", "/a")]
    [InlineData("https://app.example", "app.example:443", "/")]
    [InlineData("http://app.example?q=/x", "app.example", "/?q=/x")]
    public void The_absolute_form_is_taken_where_it_names_the_same_host(string target, string host, string origin)
    {
        RequestGuard.Check("GET", target, RequestVersion.Http11, [new("Host", host)], null, out var request).ShouldBe(GuardViolation.None);
        request!.Target.ShouldBe(origin);
    }

    [Fact]
    public void HTTP_2_has_no_absolute_form() =>
        RequestGuard.Check("GET", "http://app.example/", RequestVersion.Http2, s_host, null, out _).ShouldBe(GuardViolation.TargetInvalid);

    [Theory]
    [InlineData("GET", null, nameof(GuardViolation.None))]
    [InlineData("QUERY", null, nameof(GuardViolation.None))]
    [InlineData("", null, nameof(GuardViolation.MethodInvalid))]
    [InlineData("GE T", null, nameof(GuardViolation.MethodInvalid))]
    [InlineData("GET\r", null, nameof(GuardViolation.MethodInvalid))]
    [InlineData("CONNECT", null, nameof(GuardViolation.ConnectMethod))]
    [InlineData("connect", null, nameof(GuardViolation.ConnectMethod))]
    [InlineData("get", null, nameof(GuardViolation.MethodSpelling))]
    [InlineData("Post", null, nameof(GuardViolation.MethodSpelling))]
    [InlineData("TRACE", null, nameof(GuardViolation.TraceMethod))]
    [InlineData("Trace", null, nameof(GuardViolation.TraceMethod))]
    [InlineData("CONNECT", "websocket", nameof(GuardViolation.None))]
    [InlineData("CONNECT", "connect-udp", nameof(GuardViolation.OtherProtocol))]
    [InlineData("connect", "websocket", nameof(GuardViolation.ConnectMethod))]
    public void A_method_is_a_token_and_opens_no_tunnel(string method, string? protocol, string expected) =>
        RequestGuard.Check(method, "/", RequestVersion.Http2, s_host, protocol, out _).ToString().ShouldBe(expected);

    [Fact]
    public void Extended_CONNECT_is_no_thing_of_HTTP_1() =>
        RequestGuard.Check("CONNECT", "/", RequestVersion.Http11, s_host, "websocket", out _).ShouldBe(GuardViolation.ConnectMethod);

    [Theory]
    [InlineData("Content-Length: 5|Transfer-Encoding: chunked", nameof(GuardViolation.LengthAndEncoding))]
    [InlineData("X-Content-Length: 5|Transfer-Encoding: chunked", nameof(GuardViolation.LengthAndEncoding))]
    [InlineData("Transfer-Encoding: chunked", nameof(GuardViolation.None))]
    [InlineData("Transfer-Encoding: Chunked", nameof(GuardViolation.None))]
    [InlineData("Transfer-Encoding: gzip, chunked", nameof(GuardViolation.EncodingUnknown))]
    [InlineData("Transfer-Encoding: chunked, chunked", nameof(GuardViolation.EncodingUnknown))]
    [InlineData("Transfer-Encoding: xchunked", nameof(GuardViolation.EncodingUnknown))]
    [InlineData("Transfer-Encoding: identity", nameof(GuardViolation.EncodingUnknown))]
    [InlineData("Transfer-Encoding: chunked|Transfer-Encoding: identity", nameof(GuardViolation.EncodingUnknown))]
    [InlineData("Transfer-Encoding: ", nameof(GuardViolation.EncodingUnknown))]
    [InlineData("Content-Length: 5|Content-Length: 6", nameof(GuardViolation.LengthsDiffer))]
    [InlineData("Content-Length: 5, 6", nameof(GuardViolation.LengthsDiffer))]
    [InlineData("Content-Length: +5", nameof(GuardViolation.LengthInvalid))]
    [InlineData("Content-Length: -1", nameof(GuardViolation.LengthInvalid))]
    [InlineData("Content-Length: 0x5", nameof(GuardViolation.LengthInvalid))]
    [InlineData("Content-Length: ", nameof(GuardViolation.LengthInvalid))]
    [InlineData("Content Length: 5", nameof(GuardViolation.HeaderNameInvalid))]
    [InlineData("Content-Length : 5", nameof(GuardViolation.HeaderNameInvalid))]
    [InlineData("X-A: b\r\n c", nameof(GuardViolation.HeaderValueInvalid))]
    [InlineData("X-A: b\nTransfer-Encoding: chunked", nameof(GuardViolation.HeaderValueInvalid))]
    [InlineData("X-A: \0", nameof(GuardViolation.HeaderValueInvalid))]
    [InlineData("X-A: a\tb", nameof(GuardViolation.None))]
    [InlineData("X_A: b", nameof(GuardViolation.None))]
    [InlineData("Host: other.example", nameof(GuardViolation.HostRepeated))]
    [InlineData("host: app.example", nameof(GuardViolation.HostRepeated))]
    public void What_smuggles_is_refused(string lines, string expected) =>
        RequestGuard.Check("POST", "/", RequestVersion.Http11, [.. s_host, .. Lines(lines)], null, out _).ToString().ShouldBe(expected);

    [Theory]
    [InlineData(nameof(RequestVersion.Http11), null, nameof(GuardViolation.HostMissing))]
    [InlineData(nameof(RequestVersion.Http2), null, nameof(GuardViolation.HostMissing))]
    [InlineData(nameof(RequestVersion.Http10), null, nameof(GuardViolation.None))]
    [InlineData(nameof(RequestVersion.Http11), "", nameof(GuardViolation.HostInvalid))]
    [InlineData(nameof(RequestVersion.Http11), "a b", nameof(GuardViolation.HostInvalid))]
    [InlineData(nameof(RequestVersion.Http11), "a,b", nameof(GuardViolation.HostInvalid))]
    [InlineData(nameof(RequestVersion.Http11), "a/b", nameof(GuardViolation.HostInvalid))]
    [InlineData(nameof(RequestVersion.Http11), "a@b", nameof(GuardViolation.HostInvalid))]
    [InlineData(nameof(RequestVersion.Http10), "a:x", nameof(GuardViolation.HostInvalid))]
    [InlineData(nameof(RequestVersion.Http11), "[::1]:80", nameof(GuardViolation.None))]
    public void There_is_one_sound_Host(string version, string? host, string expected) =>
        RequestGuard.Check("GET", "/", Enum.Parse<RequestVersion>(version), host is null ? [] : [new("Host", host)], null, out _).ToString().ShouldBe(expected);

    [Fact]
    public void HTTP_1_0_may_name_its_host_in_the_target()
    {
        RequestGuard.Check("GET", "http://app.example/", RequestVersion.Http10, [], null, out var request).ShouldBe(GuardViolation.None);
        request!.Host.ShouldBe(new Authority("app.example", null));
    }

    [Fact]
    public void Chunks_in_HTTP_1_0_are_refused() =>
        RequestGuard.Check("POST", "/", RequestVersion.Http10, [new("Transfer-Encoding", "chunked")], null, out _).ShouldBe(GuardViolation.EncodingInHttp10);

    [Theory]
    [InlineData("Connection: keep-alive")]
    [InlineData("Upgrade: websocket")]
    [InlineData("keep-alive: 5")]
    [InlineData("Proxy-Connection: close")]
    [InlineData("transfer-encoding: chunked")]
    public void HTTP_2_has_no_fields_of_a_connection(string line) =>
        RequestGuard.Check("GET", "/", RequestVersion.Http2, [.. s_host, .. Lines(line)], null, out _).ShouldBe(GuardViolation.ConnectionFieldInHttp2);

    [Theory]
    [InlineData(nameof(RequestVersion.Http11), "websocket", true, "websocket")]
    [InlineData(nameof(RequestVersion.Http11), "WebSocket", true, "websocket")]
    [InlineData(nameof(RequestVersion.Http11), "websocket, h2c", true, "websocket")]
    [InlineData(nameof(RequestVersion.Http11), "h2c", false, null)]
    [InlineData(nameof(RequestVersion.Http11), "TLS/1.0", false, null)]
    [InlineData(nameof(RequestVersion.Http11), "xwebsocket", false, null)]
    [InlineData(nameof(RequestVersion.Http10), "websocket", false, null)]
    public void Of_all_upgrades_only_that_to_websocket_counts(string version, string upgrade, bool wanted, string? left)
    {
        HeaderLines headers = [.. s_host, new("Connection", "Upgrade"), new("Upgrade", upgrade)];
        RequestGuard.Check("GET", "/", Enum.Parse<RequestVersion>(version), headers, null, out var request).ShouldBe(GuardViolation.None);
        (request!.WantsWebSocket, request.Headers.First("Upgrade")).ShouldBe((wanted, left));
        request.Headers.All("Upgrade").Count().ShouldBe(left is null ? 0 : 1);
    }

    [Theory]
    [InlineData("Content-Length: 5, 5")]
    [InlineData("Content-Length: 5|content-length: 5")]
    public void One_length_said_twice_is_said_once(string lines)
    {
        RequestGuard.Check("POST", "/", RequestVersion.Http11, [.. s_host, .. Lines(lines)], null, out var request).ShouldBe(GuardViolation.None);
        request!.Headers.All("Content-Length").ShouldBe(["5"]);
    }

    [Fact]
    public void Every_violation_has_words_of_its_own_and_a_status_of_an_error()
    {
        var all = Enum.GetValues<GuardViolation>();
        all.Select(violation => violation.Describe()).Distinct().Count().ShouldBe(all.Length);
        all.ShouldAllBe(violation => violation.Describe() != violation.ToString());
        all.ShouldAllBe(violation => violation.StatusCode() >= 400 && violation.StatusCode() < 600);
    }

    [Theory]
    [InlineData(nameof(GuardViolation.ConnectMethod), 405)]
    [InlineData(nameof(GuardViolation.TraceMethod), 405)]
    [InlineData(nameof(GuardViolation.EncodingUnknown), 501)]
    [InlineData(nameof(GuardViolation.OtherProtocol), 501)]
    [InlineData(nameof(GuardViolation.LoopDetected), 508)]
    [InlineData(nameof(GuardViolation.DotSegment), 400)]
    public void A_violation_has_its_status(string violation, int status) => Enum.Parse<GuardViolation>(violation).StatusCode().ShouldBe(status);

    [Fact]
    public void Any_request_is_judged_without_an_exception() =>
        Prop.ForAll<string, string, string>((target, name, value) =>
        {
            var violation = RequestGuard.Check("GET", target ?? "", RequestVersion.Http11, [.. s_host, new(name ?? "", value ?? "")], null, out var request);
            (request is null).ShouldBe(violation != GuardViolation.None);
        }).QuickCheckThrowOnFailure();

    /// <summary>Header lines from <c>A: b|C: d</c>.</summary>
    internal static IEnumerable<HeaderLine> Lines(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => new HeaderLine(line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(' ')));
}
