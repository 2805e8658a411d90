using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Wayleave.Protocol.Carry.Pages;
using Wayleave.Server.Carry.Pages;
using Wayleave.Server.Configuration;
using Wayleave.Server.Requests;
using Wayleave.Server.Requests.Http2;

namespace Wayleave.Server.Tests.Carry.Pages;

/// <summary>An answer that may be a page, on its way to the client: when its head goes out, and what is let go of.</summary>
public sealed class PageStartTests
{
    [Theory]
    [InlineData("<ht|ml><he|ad>", "script-src 'self'|")]
    [InlineData("<ht|ml>\0", "script-src 'none'|10")]
    public async Task The_head_waits_until_it_is_clear_what_becomes_of_the_page(string pieces, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Protocol = HttpProtocol.Http2;
        var body = new StartedBody(context.Response);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        context.Response.Headers.ContentSecurityPolicy = "script-src 'none'";
        context.Response.ContentLength = 10;
        var client = new ClientAnswer(context);
        client.Begin(Page(PageEncoding.Plain), null);
        foreach (var piece in pieces.Split('|'))
        {
            body.Said.ShouldBeNull(piece);
            client.Write(Encoding.Latin1.GetBytes(piece));
            (await client.FlushAsync()).ShouldBeTrue();
        }

        body.Said.ShouldBe(expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_page_that_will_not_come_to_its_end_is_let_go_of_with_what_packs_it(bool isBroken)
    {
        var page = Begun();
        var client = new ClientAnswer(new DefaultHttpContext());
        client.Begin(page, null);
        if (isBroken)
            client.Break();
        else
            client.Forget();
        Should.Throw<ObjectDisposedException>(page.Flush);
    }

    [Fact]
    public void A_page_of_an_app_over_HTTP_2_is_let_go_of_where_something_else_is_answered()
    {
        var context = new DefaultHttpContext();
        var before = context.Response.Body;
        var page = Begun();
        using var answer = new HttpResponseMessage();
        PageStream.Take(context, answer, page);
        PageStream.Leave(context.Response);
        context.Response.Body.ShouldBeSameAs(before);
        Should.Throw<ObjectDisposedException>(page.Flush);
    }

    // One that is packed, whose place for the tag has come.
    private static PageBody Begun()
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            packing.Write("<head>"u8);
        var page = Page(PageEncoding.Of("gzip")!);
        page.Write(packed.ToArray());
        page.IsChanged.ShouldBeTrue();
        return page;
    }

    private static PageBody Page(PageEncoding encoding) =>
        new(new PageHead(new CarrySettings { Mode = CarryMode.Auto }, new PolicyChange(["script-src 'self'"], null, false)), encoding, needsProof: false);

    // Writes down what the head said when it went out.
    private sealed class StartedBody(HttpResponse response) : StreamResponseBodyFeature(new MemoryStream())
    {
        public string? Said { get; private set; }

        public override Task StartAsync(CancellationToken cancellationToken = default)
        {
            Said = $"{response.Headers.ContentSecurityPolicy}|{response.ContentLength}";
            return base.StartAsync(cancellationToken);
        }
    }
}
