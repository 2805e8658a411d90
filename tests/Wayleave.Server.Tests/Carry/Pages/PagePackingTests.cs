using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Wayleave.Server.Configuration;
using Wayleave.Server.Tests.Serving;
using Wayleave.Server.Tests.Serving.Abuse;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>Pages that are packed, and pages that come by and by.</summary>
public sealed class PagePackingTests
{
    [Theory]
    [InlineData(false, "gzip")]
    [InlineData(false, "br")]
    [InlineData(false, "x-gzip")]
    [InlineData(true, "gzip")]
    [InlineData(true, "br")]
    public async Task A_packed_page_is_unpacked_changed_and_packed_again(bool http2App, string encoding)
    {
        var packed = Pack(Encoding.UTF8.GetBytes(PageAnswer.Page), encoding);
        await using var rig = await PageRig.StartAsync(
            async context =>
            {
                context.Response.ContentType = "text/html";
                context.Response.Headers.ContentEncoding = encoding;
                context.Response.ContentLength = packed.Length;
                await context.Response.Body.WriteAsync(packed);
            }, http2App);
        using var answer = await rig.AskAsync();
        PageRig.Header(answer, "Content-Encoding").ShouldBe(encoding);
        Encoding.UTF8.GetString(Unpack(await answer.Content.ReadAsByteArrayAsync(), encoding)).ShouldBe(PageAnswer.Changed);
        rig.App.Seen.Single()["Accept-Encoding"].ShouldBe("gzip, br");
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(false, "gzip")]
    [InlineData(false, "br")]
    [InlineData(true, "")]
    [InlineData(true, "gzip")]
    [InlineData(true, "br")]
    public async Task What_streams_goes_on_streaming(bool http2App, string encoding)
    {
        var read = new SemaphoreSlim(0);
        await using var rig = await PageRig.StartAsync(
            async context =>
            {
                context.Response.ContentType = "text/html";
                if (encoding.Length > 0)
                    context.Response.Headers.ContentEncoding = encoding;
                await using var packing = Packing(context.Response.Body, encoding);
                for (var i = 0; i < 5; i++)
                {
                    await packing.WriteAsync(Encoding.UTF8.GetBytes(i == 0 ? "<html><head>" : $"<p>{i}"));
                    await packing.FlushAsync();
                    await context.Response.Body.FlushAsync();
                    (await read.WaitAsync(RawClient.Bound)).ShouldBeTrue();
                }
            }, http2App);
        using var client = new HttpClient { Timeout = RawClient.Bound };
        using var request = new HttpRequestMessage(HttpMethod.Get, rig.Gateway.Urls[0] + "/");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = Unpacking(await answer.Content.ReadAsStreamAsync(), encoding);
        // Each piece must come before the app sends the next one.
        foreach (var piece in new[] { "<html><head>" + PageRig.Tag, "<p>1", "<p>2", "<p>3", "<p>4" })
        {
            var bytes = new byte[piece.Length];
            await body.ReadExactlyAsync(bytes).AsTask().WaitAsync(RawClient.Bound);
            Encoding.UTF8.GetString(bytes).ShouldBe(piece);
            read.Release();
        }

        (await body.ReadAsync(new byte[1]).AsTask().WaitAsync(RawClient.Bound)).ShouldBe(0);
    }

    // What the browser accepts, and what the app is asked for.
    [Theory]
    [InlineData("gzip;q=0.5, zstd, br", "gzip;q=0.5, br")]
    [InlineData("zstd, deflate", "identity")]
    [InlineData("*", "identity")]
    [InlineData("gzip, br;q=0", "gzip, br;q=0")]
    [InlineData("GZIP ; q=1, x-gzip, identity;q=0, zstd", "GZIP ; q=1, x-gzip, identity;q=0")]
    [InlineData("", null)]
    public async Task The_app_is_asked_for_what_can_be_unpacked(string accepted, string? asked)
    {
        await using var rig = await PageRig.StartAsync(context => PageAnswer.SendAsync(context, PageAnswer.Page));
        using var answer = await rig.AskAsync([("Accept-Encoding", accepted)]);
        rig.App.Seen.Single().GetValueOrDefault("Accept-Encoding").ShouldBe(asked);
    }

    [Fact]
    public async Task Trailers_of_a_packed_page_say_nothing_of_the_apps_bytes()
    {
        var packed = Encoding.Latin1.GetString(Pack(Encoding.UTF8.GetBytes(PageAnswer.Page), "gzip"));
        await using var app = new RecordingApp(_ => new AppAnswer(
            $"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n{packed.Length:x}\r\n{packed}\r\n0\r\nX-Sum: a\r\nDigest: a=b\r\n\r\n", AppThen.NextRequest));
        await using var gateway = await Served.BeforeAsync([app.Url], route: route => route with { Carry = new CarrySettings { Mode = CarryMode.Auto } });
        using var client = await RawClient.ConnectAsync(gateway.Urls[0]);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: a.test\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n");
        (await client.RestAsync()).ShouldEndWith("\r\n0\r\nX-Sum: a\r\n\r\n");
    }

    private static byte[] Pack(byte[] plain, string encoding)
    {
        using var packed = new MemoryStream();
        using (var packing = Packing(packed, encoding))
            packing.Write(plain);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed, string encoding)
    {
        using var plain = new MemoryStream();
        using (var unpacking = Unpacking(new MemoryStream(packed), encoding))
            unpacking.CopyTo(plain);
        return plain.ToArray();
    }

    private static Stream Packing(Stream to, string encoding) => encoding switch
    {
        "br" => new BrotliStream(to, CompressionLevel.Fastest, leaveOpen: true),
        "gzip" or "x-gzip" => new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true),
        _ => to,
    };

    private static Stream Unpacking(Stream from, string encoding) => encoding switch
    {
        "br" => new BrotliStream(from, CompressionMode.Decompress),
        "gzip" or "x-gzip" => new GZipStream(from, CompressionMode.Decompress),
        _ => from,
    };
}
