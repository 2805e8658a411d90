using Wayleave.Cli.Input;

namespace Wayleave.Cli.Tests.Input;

public sealed class TargetUrlTests
{
    [Theory]
    [InlineData("wss://app.example/ws", "wss://app.example/ws")]
    [InlineData("WS://App.Example:80/ws?a=b", "ws://app.example/ws?a=b")]
    [InlineData("https://app.example", "https://app.example/")]
    [InlineData("http://[::1]:8080/", "http://[::1]:8080/")]
    [InlineData("wss://app.example/ws#top", "wss://app.example/ws")]
    [InlineData("wss://user:pass@app.example/", "wss://user:pass@app.example/")]
    [InlineData("wss://bücher.example/", "wss://bücher.example/")]
    [InlineData("wss://app.example/ws?next=https://x/", "wss://app.example/ws?next=https://x/")]
    public void A_url_is_read(string typed, string url)
    {
        TargetUrl.Read(typed, out Uri read).ShouldBeNull();
        read.AbsoluteUri.ShouldBe(url);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("example.com/ws", "example.com/ws has no scheme; write wss://example.com/ws")]
    [InlineData("example.com:8443/ws", "write wss://example.com:8443/ws")]
    [InlineData("localhost:8000/ws", "write ws://localhost:8000/ws")]
    [InlineData("//example.com/ws", "write wss://example.com/ws")]
    [InlineData("/ws", "is a path without a host")]
    [InlineData("wss:/example.com", "two slashes are missing; write wss://example.com")]
    [InlineData("wss:example.com", "write wss://example.com")]
    [InlineData("ftp://example.com/", "the scheme 'ftp'")]
    [InlineData("wsss://example.com/", "did you mean wss://?")]
    [InlineData("wss://exa mple.com/", "a space in the URL, at character 10")]
    [InlineData(" wss://example.com/", "a space in the URL, at character 1")]
    [InlineData("wss://example.com/\n", "a control character in the URL")]
    [InlineData("wss:///ws", "names no host; write wss://HOST/ws")]
    [InlineData("wss://:443/ws", "names no host")]
    [InlineData("wss://example.com:/ws", "a colon and no port")]
    [InlineData("wss://example.com:70000/ws", "the port 70000 is out of range")]
    [InlineData("wss://example.com:0/ws", "the port 0 is out of range")]
    [InlineData("wss://example.com:99999999999999999999/ws", "out of range")]
    [InlineData("wss://example.com:http/ws", "the port 'http' is not a number")]
    [InlineData("wss://::1:8080/", "an IPv6 address needs brackets")]
    [InlineData("wss://[::1/", "bracket")]
    [InlineData("wss://[zz]/", "is not a URL")]
    [InlineData("wss://exa%mple/", "is not a URL")]
    public void What_is_none_is_told_what_is_wrong(string typed, string complaint) =>
        TargetUrl.Read(typed, out _).ShouldNotBeNull().ShouldContain(complaint);
}
