using System.Net;
using Wayleave.Cli.Input;

namespace Wayleave.Cli.Tests.Input;

public sealed class ValueTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("5s", 5000)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("0s", 0)]
    public void A_duration(string text, double milliseconds)
    {
        Durations.TryParse(text, out TimeSpan value).ShouldBeTrue();
        value.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5x")]
    [InlineData("5 s")]
    [InlineData("1e9h")]
    [InlineData("99999999999h")]
    public void No_duration(string text) => Durations.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("64KiB", 65536)]
    [InlineData("64kib", 65536)]
    [InlineData("1MB", 1_000_000)]
    [InlineData("1.5MiB", 1_572_864)]
    [InlineData("1GiB", 1 << 30)]
    [InlineData("12B", 12)]
    public void A_size(string text, long bytes)
    {
        Sizes.TryParse(text, out long value).ShouldBeTrue();
        value.ShouldBe(bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("KiB")]
    [InlineData("-1")]
    [InlineData("10k")]
    [InlineData("99999999999999999999999GiB")]
    public void No_size(string text) => Sizes.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("127.0.0.1:8000", "127.0.0.1:8000", "127.0.0.1", 8000, false)]
    [InlineData("[::1]:80", "[::1]:80", "::1", 80, false)]
    [InlineData("https://[::1]", "[::1]:443", "::1", 443, true)]
    [InlineData("https://inner", "inner:443", "inner", 443, true)]
    [InlineData("http://inner/", "inner:80", "inner", 80, false)]
    [InlineData("inner:443", "inner:443", "inner", 443, true)]
    [InlineData("http://inner:443", "inner:443", "inner", 443, false)]
    [InlineData("wss://inner:8443", "inner:8443", "inner", 8443, true)]
    public void A_route(string text, string name, string host, int port, bool tls)
    {
        Routes.Read(text, isOrigin: true, out var route).ShouldBeNull();
        (route.Name, route.Host, route.Port, route.Tls, route.IsOrigin).ShouldBe((name, host, port, tls, true));
    }

    [Theory]
    [InlineData("inner", "has no port; write inner:8080")]
    [InlineData("inner:", "a colon and no port")]
    [InlineData("inner:70000", "out of range")]
    [InlineData(":8000", "there is no host")]
    [InlineData("::1:80", "needs brackets")]
    [InlineData("[zz]:80", "not an IPv6 address")]
    [InlineData("ftp://inner:80", "write HOST:PORT")]
    [InlineData("inner:80/ws", "only a host and a port")]
    [InlineData("inner:80 other:81", "a space in it")]
    public void No_route(string text, string complaint) => Routes.Read(text, isOrigin: false, out _).ShouldNotBeNull().ShouldContain(complaint);

    [Theory]
    [InlineData("X-A: b", "X-A", "b")]
    [InlineData("X-A:b", "X-A", "b")]
    [InlineData("X-A:", "X-A", "")]
    [InlineData("X-A: b: c ", "X-A", "b: c")]
    public void A_header(string text, string name, string value)
    {
        Headers.Read(text, out var header).ShouldBeNull();
        (header.Name, header.Value).ShouldBe((name, value));
    }

    [Theory]
    [InlineData("X-A", "has no colon")]
    [InlineData(": b", "has no name")]
    [InlineData("X A: b", "not a header's name")]
    [InlineData("X-A: b\r\nX-B: c", "line break")]
    [InlineData("Host: x", "the handshake writes Host itself")]
    [InlineData("sec-websocket-key: x", "the handshake writes")]
    public void No_header(string text, string complaint) => Headers.Read(text, out _).ShouldNotBeNull().ShouldContain(complaint);

    [Theory]
    [InlineData("https://app.example", null)]
    [InlineData("http://localhost:8501", null)]
    [InlineData("null", null)]
    [InlineData("app.example", "write its scheme too")]
    [InlineData("https://app.example/", "no slash at its end; write https://app.example")]
    [InlineData("https://", "is not an Origin")]
    public void An_origin(string text, string? complaint)
    {
        if (complaint is null) Origins.Wrong(text).ShouldBeNull();
        else Origins.Wrong(text).ShouldNotBeNull().ShouldContain(complaint);
    }

    [Theory]
    [InlineData("9180", "127.0.0.1:9180")]
    [InlineData(":9180", "127.0.0.1:9180")]
    [InlineData("0.0.0.0:9180", "0.0.0.0:9180")]
    [InlineData("[::1]:9180", "[::1]:9180")]
    [InlineData("*:0", "0.0.0.0:0")]
    public void A_listening_address(string text, string address)
    {
        ListenAddress.Read(text, out IPEndPoint? read).ShouldBeNull();
        read!.ToString().ShouldBe(address);
    }

    [Theory]
    [InlineData("1.1.1.1", "1.1.1.1:53")]
    [InlineData("127.0.0.1:5353", "127.0.0.1:5353")]
    [InlineData("::1", "[::1]:53")]
    [InlineData("[::1]:5353", "[::1]:5353")]
    public void A_name_server(string text, string address)
    {
        ResolverAddress.TryParse(text, out IPEndPoint? read).ShouldBeTrue();
        read!.ToString().ShouldBe(address);
    }

    [Theory]
    [InlineData("dns.example")]
    [InlineData("1")]
    [InlineData("1.1")]
    [InlineData("1.1.1.1.1")]
    public void No_name_server(string text) => ResolverAddress.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("wss://app.example/", "HTTPS_PROXY", "http://proxy:3128", null, "http://proxy:3128/")]
    [InlineData("wss://app.example/", "https_proxy", "proxy:3128", null, "http://proxy:3128/")]
    [InlineData("ws://app.example/", "HTTPS_PROXY", "http://proxy:3128", null, null)]
    [InlineData("ws://app.example/", "ALL_PROXY", "http://proxy:3128", null, "http://proxy:3128/")]
    [InlineData("ws://app.example/", "HTTP_PROXY", "socks5://proxy:1080", null, null)]
    [InlineData("wss://app.example/", "HTTPS_PROXY", "http://proxy:3128", "example", null)]
    [InlineData("wss://app.example/", "HTTPS_PROXY", "http://proxy:3128", ".example", null)]
    [InlineData("wss://app.example/", "HTTPS_PROXY", "http://proxy:3128", "ample", "http://proxy:3128/")]
    [InlineData("wss://app.example:8443/", "HTTPS_PROXY", "http://proxy:3128", "app.example:443", "http://proxy:3128/")]
    [InlineData("wss://10.1.2.3/", "HTTPS_PROXY", "http://proxy:3128", "localhost, 10.0.0.0/8", null)]
    [InlineData("wss://app.example/", "HTTPS_PROXY", "http://proxy:3128", "*", null)]
    public void A_proxy_of_the_environment(string url, string variable, string value, string? except, string? proxy)
    {
        var environment = new Dictionary<string, string?> { [variable] = value, ["NO_PROXY"] = except };
        SystemProxy.For(new Uri(url), name => environment.GetValueOrDefault(name))?.AbsoluteUri.ShouldBe(proxy);
        (SystemProxy.For(new Uri(url), name => environment.GetValueOrDefault(name)) is null).ShouldBe(proxy is null);
    }
}
