using System.Buffers;
using System.Text;
using Wayleave.Protocol.Http;
using Wayleave.TestKit;

namespace Wayleave.Protocol.Tests.Http;

public sealed class HeadReaderTests
{
    private const string Request = "GET /ws?a=1 HTTP/1.1\r\nHost: a.example\r\nX-Empty:\r\nX-Latin:\t\u00e9 \r\n\r\n";
    private const string Response = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

    [Fact]
    public void A_request_is_read_with_its_names_as_spelled_and_its_values_trimmed()
    {
        HeadReader.TryReadRequest(Bytes(Request + "tail"), HeadLimits.Default, out var head, out var consumed, out _)
            .ShouldBe(OperationStatus.Done);

        consumed.ShouldBe(Request.Length);
        head.ShouldBe(new RequestHead("GET", "/ws?a=1", HttpVersion.Http11,
            [new("Host", "a.example"), new("X-Empty", ""), new("X-Latin", "\u00e9")]));
    }

    [Fact]
    public void Every_prefix_of_a_request_needs_more_data_and_consumes_nothing()
    {
        foreach (var prefix in Splits.Prefixes(Bytes(Request)))
        {
            HeadReader.TryReadRequest(prefix, HeadLimits.Default, out var head, out var consumed, out _)
                .ShouldBe(OperationStatus.NeedMoreData);
            head.ShouldBeNull();
            consumed.ShouldBe(0);
        }
    }

    [Fact]
    public void Every_prefix_of_a_response_needs_more_data()
    {
        foreach (var strictness in Enum.GetValues<HeadStrictness>())
        foreach (var prefix in Splits.Prefixes(Bytes(Response)))
            HeadReader.TryReadResponse(prefix, HeadLimits.Default, strictness, out _, out _, out _)
                .ShouldBe(OperationStatus.NeedMoreData);
    }

    [Theory]
    [InlineData("\x16\x03\x01", HttpViolation.MethodInvalid)]
    [InlineData("\r\nGET / HTTP/1.1\r\n\r\n", HttpViolation.RequestLineMalformed)]
    [InlineData("GET /\r\n", HttpViolation.RequestLineMalformed)]
    [InlineData("GET  HTTP/1.1\r\n", HttpViolation.TargetInvalid)]
    [InlineData("GET / a HTTP/1.1\r\n", HttpViolation.TargetInvalid)]
    [InlineData("GET /\x01 HTTP/1.1\r\n", HttpViolation.TargetInvalid)]
    [InlineData("GET /\u00e9 HTTP/1.1\r\n", HttpViolation.TargetInvalid)]
    [InlineData("G(T / HTTP/1.1\r\n", HttpViolation.MethodInvalid)]
    [InlineData("GET / HTTP/1\r\n", HttpViolation.VersionInvalid)]
    [InlineData("GET / http/1.1\r\n", HttpViolation.VersionInvalid)]
    [InlineData("GET / HTTP/2.0\r\n", HttpViolation.VersionUnsupported)]
    [InlineData("GET / HTTP/1.1\n", HttpViolation.BareLineFeed)]
    [InlineData("GET / HTTP/1.1\r\nA: b\rc", HttpViolation.BareCarriageReturn)]
    [InlineData("GET / HTTP/1.1\r\nA: b\rc\r\n", HttpViolation.BareCarriageReturn)]
    [InlineData("GET / HTTP/1.1\r\nA: b\n\r\n", HttpViolation.BareLineFeed)]
    [InlineData("GET / HTTP/1.1\r\nA : b\r\n", HttpViolation.SpaceBeforeColon)]
    [InlineData("GET / HTTP/1.1\r\nA: b\r\n c\r\n", HttpViolation.FoldedLine)]
    [InlineData("GET / HTTP/1.1\r\nAb\r\n", HttpViolation.HeaderNameInvalid)]
    [InlineData("GET / HTTP/1.1\r\n: b\r\n", HttpViolation.HeaderNameInvalid)]
    [InlineData("GET / HTTP/1.1\r\nA b: c\r\n", HttpViolation.HeaderNameInvalid)]
    [InlineData("GET / HTTP/1.1\r\nA: b\0c\r\n", HttpViolation.HeaderValueInvalid)]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", HttpViolation.LengthAndEncoding)]
    public void A_flawed_request_is_refused_with_its_flaw(string text, HttpViolation expected)
    {
        HeadReader.TryReadRequest(Bytes(text), HeadLimits.Default, out _, out var consumed, out var violation)
            .ShouldBe(OperationStatus.InvalidData);
        violation.ShouldBe(expected);
        consumed.ShouldBe(0);
    }

    [Fact]
    public void A_head_longer_than_the_limit_is_refused_before_it_ends()
    {
        var limits = new HeadLimits(MaxBytes: 20, MaxHeaders: 2);
        HeadReader.TryReadRequest(Bytes("GET /aaaaaaaaaaaaaaaaaaaaaa"), limits, out _, out _, out var violation)
            .ShouldBe(OperationStatus.InvalidData);
        violation.ShouldBe(HttpViolation.HeadTooLarge);
    }

    [Fact]
    public void A_head_of_exactly_the_limit_is_read_and_one_byte_more_is_not()
    {
        HeadReader.TryReadRequest(Bytes(Request), new HeadLimits(Request.Length), out _, out _, out _).ShouldBe(OperationStatus.Done);
        HeadReader.TryReadRequest(Bytes(Request), new HeadLimits(Request.Length - 1), out _, out _, out _).ShouldBe(OperationStatus.InvalidData);
    }

    [Fact]
    public void More_header_lines_than_the_limit_are_refused()
    {
        HeadReader.TryReadRequest(Bytes(Request), new HeadLimits(MaxHeaders: 2), out _, out _, out var violation)
            .ShouldBe(OperationStatus.InvalidData);
        violation.ShouldBe(HttpViolation.TooManyHeaders);
        HeadReader.TryReadRequest(Bytes(Request), new HeadLimits(MaxHeaders: 3), out _, out _, out _).ShouldBe(OperationStatus.Done);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH", HttpViolation.NotHttp)]
    [InlineData("H2", HttpViolation.NotHttp)]
    [InlineData("HTTP/1.1 99 Low\r\n", HttpViolation.StatusLineMalformed)]
    [InlineData("HTTP/1.1 abc\r\n", HttpViolation.StatusLineMalformed)]
    [InlineData("HTTP/1.1 2000 OK\r\n", HttpViolation.StatusLineMalformed)]
    [InlineData("HTTP/x.y 200 OK\r\n", HttpViolation.VersionInvalid)]
    [InlineData("HTTP/2.0 200 OK\r\n", HttpViolation.VersionUnsupported)]
    public void A_flawed_response_is_refused_even_by_the_tolerant(string text, HttpViolation expected)
    {
        foreach (var strictness in Enum.GetValues<HeadStrictness>())
        {
            HeadReader.TryReadResponse(Bytes(text), HeadLimits.Default, strictness, out _, out _, out var violation)
                .ShouldBe(OperationStatus.InvalidData);
            violation.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\nA: b\n\n", "OK", "b")]
    [InlineData("HTTP/1.1 200\r\nA: b\r\n\r\n", "", "b")]
    [InlineData("HTTP/1.1 200 OK\r\nA : b\r\n\r\n", "OK", "b")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", "OK", "b c")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\nA: b\r\n\r\n", "OK", "b")]
    [InlineData("HTTP/1.1  200 OK\r\nA: b\r\n\r\n", "OK", "b")]
    public void A_sloppy_response_is_read_by_the_tolerant_and_refused_by_the_strict(string text, string reason, string value)
    {
        HeadReader.TryReadResponse(Bytes(text), HeadLimits.Default, HeadStrictness.Tolerant, out var head, out _, out _)
            .ShouldBe(OperationStatus.Done);
        head.ShouldBe(new ResponseHead(HttpVersion.Http11, 200, reason, [new("A", value)]));
        HeadReader.TryReadResponse(Bytes(text), HeadLimits.Default, out _, out _, out _).ShouldBe(OperationStatus.InvalidData);
    }

    [Fact]
    public void An_empty_reason_keeps_its_space_and_is_strictly_right()
    {
        HeadReader.TryReadResponse(Bytes("HTTP/1.0 404 \r\n\r\n"), HeadLimits.Default, out var head, out _, out _).ShouldBe(OperationStatus.Done);
        head.ShouldBe(new ResponseHead(HttpVersion.Http10, 404, "", []));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var request = new RequestHead("POST", "/x", HttpVersion.Http10, [new("a-B", "1"), new("A-b", "2")]);
        var response = new ResponseHead(HttpVersion.Http11, 426, "Upgrade Required", [new("Upgrade", "websocket")]);
        var buffer = new ArrayBufferWriter<byte>();
        HeadWriter.Write(buffer, request);
        var requestLength = buffer.WrittenCount;
        HeadWriter.Write(buffer, response);

        HeadReader.TryReadRequest(buffer.WrittenSpan, HeadLimits.Default, out var readRequest, out var consumed, out _);
        HeadReader.TryReadResponse(buffer.WrittenSpan[consumed..], HeadLimits.Default, out var readResponse, out _, out _);

        consumed.ShouldBe(requestLength);
        readRequest.ShouldBe(request);
        readResponse.ShouldBe(response);
    }

    [Fact]
    public void A_value_that_would_begin_another_head_is_never_written() =>
        Should.Throw<ArgumentException>(() => HeadWriter.Write(
            new ArrayBufferWriter<byte>(), new RequestHead("GET", "/", HttpVersion.Http11, [new("A", "b\r\nC: d")])));

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
