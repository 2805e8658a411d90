using Wayleave.Protocol.Http;

namespace Wayleave.Protocol.Tests.Http;

public sealed class BodyFramingTests
{
    [Theory]
    [InlineData("", "", BodyKind.None, 0)]
    [InlineData("Content-Length", "0", BodyKind.None, 0)]
    [InlineData("Content-Length", "5", BodyKind.Length, 5)]
    [InlineData("Content-Length", "5, 5", BodyKind.Length, 5)]
    [InlineData("Transfer-Encoding", "Chunked", BodyKind.Chunked, 0)]
    public void A_request_s_body(string name, string value, BodyKind kind, long length)
    {
        BodyFraming.TryOfRequest(Request(name, value), out var framing, out _).ShouldBeTrue();
        framing.ShouldBe(new BodyFraming(kind, length));
    }

    [Theory]
    [InlineData("Content-Length", "", HttpViolation.LengthInvalid)]
    [InlineData("Content-Length", "+5", HttpViolation.LengthInvalid)]
    [InlineData("Content-Length", "5, 6", HttpViolation.LengthsDiffer)]
    [InlineData("Content-Length", "9999999999999999999", HttpViolation.LengthInvalid)]
    [InlineData("Transfer-Encoding", "gzip, chunked", HttpViolation.EncodingUnknown)]
    public void A_request_s_flawed_framing(string name, string value, HttpViolation expected)
    {
        BodyFraming.TryOfRequest(Request(name, value), out _, out var violation).ShouldBeFalse();
        violation.ShouldBe(expected);
    }

    [Theory]
    [InlineData(200, "GET", "", "", BodyKind.UntilClose)]
    [InlineData(200, "GET", "Content-Length", "3", BodyKind.Length)]
    [InlineData(200, "GET", "Content-Length", "0", BodyKind.None)]
    [InlineData(200, "GET", "Transfer-Encoding", "chunked", BodyKind.Chunked)]
    [InlineData(200, "GET", "Transfer-Encoding", "gzip", BodyKind.UntilClose)]
    [InlineData(200, "HEAD", "Content-Length", "3", BodyKind.None)]
    [InlineData(200, "CONNECT", "Content-Length", "3", BodyKind.None)]
    [InlineData(101, "GET", "Content-Length", "3", BodyKind.None)]
    [InlineData(204, "GET", "Content-Length", "3", BodyKind.None)]
    [InlineData(304, "GET", "Content-Length", "3", BodyKind.None)]
    public void A_response_s_body(int status, string method, string name, string value, BodyKind expected)
    {
        var head = new ResponseHead(HttpVersion.Http11, status, "", name.Length == 0 ? [] : [new(name, value)]);
        BodyFraming.TryOfResponse(head, method, out var framing, out _).ShouldBeTrue();
        framing.Kind.ShouldBe(expected);
    }

    private static RequestHead Request(string name, string value) =>
        new("POST", "/", HttpVersion.Http11, name.Length == 0 ? [] : [new(name, value)]);
}
