using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Requests;

/// <summary>What follows an app's chunks reaches clients over HTTP/1.1.</summary>
public sealed class TrailerTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5\r\nhello\r\n0\r\n";

    [Fact]
    public async Task Trailers_of_an_app_over_HTTP_1_1_follow_the_body()
    {
        var rest = await RestAsync($"{Head}X-Sum: abc\r\nServer-Timing: db;dur=5\r\n\r\n");
        rest.ShouldContain("\r\nTrailer: X-Sum\r\n");
        rest.ShouldEndWith("\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: abc\r\nServer-Timing: db;dur=5\r\n\r\n");
    }

    [Fact]
    public async Task What_frames_routes_or_judges_a_message_is_no_trailer()
    {
        (await RestAsync($"{Head}Content-Length: 100\r\ntransfer-encoding: chunked\r\nSet-Cookie: a=b\r\nX-Sum: abc\r\nConnection: close\r\n\r\n"))
            .ShouldEndWith("5\r\nhello\r\n0\r\nX-Sum: abc\r\n\r\n");
    }

    [Fact]
    public async Task Trailers_that_are_no_header_lines_are_left_out_and_the_body_is_whole()
    {
        (await RestAsync($"{Head}X-Sum abc\r\n\r\n")).ShouldEndWith("5\r\nhello\r\n0\r\n\r\n");
    }

    [Fact]
    public async Task A_client_over_HTTP_1_0_gets_the_body_alone()
    {
        (await RestAsync($"{Head}X-Sum: abc\r\n\r\n", "GET /a HTTP/1.0\r\nHost: a.test\r\n\r\n")).ShouldEndWith("\r\n\r\nhello");
    }

    private static async Task<string> RestAsync(string answer, string request = "GET /a HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n")
    {
        await using var app = new RecordingApp(_ => new AppAnswer(answer, AppThen.NextRequest));
        await using var gateway = await Served.BeforeAsync([app.Url]);
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync(request);
        return await client.RestAsync();
    }
}
