using Wayleave.Probing.Tests.Peers;
using Wayleave.Protocol.Handshake;
using Wayleave.Protocol.Http;
using Wayleave.Rules.Facts;

namespace Wayleave.Probing.Tests.Pages;

public sealed class PageExaminationTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(300);

    private static FakePeer Site(Func<RequestHead, string?> text) => FakePeer.Answering(async (connection, request) =>
    {
        if (HandshakeRequest.AsksForWebSocket(request))
            await Healthy.App(connection, request);
        else if (text(request) is { } body)
            await connection.AnswerAsync(200, body);
        else
            await connection.AnswerAsync(404, "nothing here");
    });

    private static Task<Run> ExamineAsync(Uri page, string? cookie = null) =>
        new Examination(new ExaminationOptions { Target = page, Hold = Hold, Cookie = cookie }, TimeProvider.System).RunAsync(null, CancellationToken.None);

    [Fact]
    public async Task The_socket_in_a_pages_script_is_examined_with_the_pages_Origin()
    {
        await using var site = Site(request => request.Target switch
        {
            "/" => "<script src='/app.js'></script>",
            "/app.js" => "new WebSocket(`ws://${location.host}/live`, 'chat')",
            _ => null,
        });

        var run = await ExamineAsync(site.Url("/", scheme: "http"));

        var socket = $"ws://127.0.0.1:{site.Port}/live";
        run.Probes.OfType<PageProbe>().ShouldHaveSingleItem().Sockets.ShouldHaveSingleItem().Url.ShouldBe(socket);
        var browser = run.Probes.OfType<HandshakeProbe>().Single(probe => probe.Variation == Variation.Browser);
        browser.Socket.ShouldBe(socket);
        browser.Exchange.RequestHeaders.ShouldContain(new HeaderField("Origin", $"http://127.0.0.1:{site.Port}"));
        browser.Exchange.RequestHeaders.ShouldContain(new HeaderField("Sec-WebSocket-Protocol", "chat"));
    }

    [Fact]
    public async Task A_room_that_the_page_names_in_JSON_is_the_one_that_is_tried()
    {
        await using var site = Site(request => request.Target == "/"
            ? "<script id='room' type='application/json'>\"lobby\"</script><script>new WebSocket('/ws/' + JSON.parse(document.getElementById('room').textContent))</script>"
            : null);

        var run = await ExamineAsync(site.Url("/", scheme: "http"));

        run.Probes.OfType<PageProbe>().ShouldHaveSingleItem().Sockets.ShouldHaveSingleItem().Url.ShouldEndWith("/ws/lobby");
    }

    [Fact]
    public async Task An_application_that_gives_itself_away_by_a_path_is_examined_at_its_usual_socket()
    {
        await using var site = Site(request => request.Target == "/_stcore/health" ? "ok" : null);

        var run = await ExamineAsync(site.Url("/", scheme: "http"));

        run.Probes.OfType<PageProbe>().ShouldHaveSingleItem().App.ShouldBe("streamlit");
        run.Probes.OfType<HandshakeProbe>().ShouldContain(probe => probe.Url.EndsWith("/_stcore/stream", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<body data-base-url=\"/lab/\" data-notebook-path=\"\">")]
    [InlineData("<script id=\"jupyter-config-data\" type=\"application/json\">{\"baseUrl\": \"/lab/\"}</script>")]
    public async Task A_Jupyter_page_is_examined_at_the_socket_of_a_kernel_that_runs(string page)
    {
        await using var site = Site(request => request.Target switch
        {
            "/tree" => page,
            "/lab/api/kernels" => """[{"id": "5f1c", "name": "python3"}]""",
            _ => null,
        });

        var run = await ExamineAsync(site.Url("/tree", scheme: "http"));

        run.Probes.OfType<HandshakeProbe>().ShouldAllBe(probe => probe.Url.Contains("/lab/api/kernels/5f1c/channels", StringComparison.Ordinal));
        run.Probes.OfType<HandshakeProbe>().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{\"id\": 7}]")]
    public async Task A_list_of_kernels_that_is_none_is_survived(string list)
    {
        await using var site = Site(request => request.Target switch { "/" => "<title>Jupyter Notebook</title>", "/api/kernels" => list, _ => null });

        var run = await ExamineAsync(site.Url("/", scheme: "http"));

        run.Probes.OfType<PageProbe>().ShouldHaveSingleItem().Sockets.ShouldHaveSingleItem().Certain.ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_page_sets_as_a_cookie_goes_with_its_socket()
    {
        await using var site = FakePeer.Answering(async (connection, request) =>
        {
            if (HandshakeRequest.AsksForWebSocket(request))
                await Healthy.App(connection, request);
            else
                await connection.AnswerAsync(
                    200,
                    "<script>new WebSocket('/live');</script>",
                    ("Set-Cookie", "session=s1; Path=/; HttpOnly"),
                    ("Set-Cookie", "safe=1; Secure"),
                    ("Set-Cookie", "gone=1; Max-Age=0"),
                    ("Set-Cookie", "given=theirs"),
                    ("Set-Cookie", "else=1; Path=/other"));
        });

        var run = await ExamineAsync(site.Url("/", scheme: "http"), cookie: "given=mine");

        run.Probes.OfType<HandshakeProbe>().Single(probe => probe.Variation == Variation.Browser).Exchange.RequestHeaders
            .ShouldContain(new HeaderField("Cookie", "given=mine; session=s1"));
    }

    [Fact]
    public async Task A_page_that_never_answers_does_not_cost_two_whole_deadlines()
    {
        await using var site = FakePeer.Answering((connection, _) => connection.KeepSilentAsync());

        var run = await Doctor.ExamineAsync(site.Url("/", scheme: "http"));

        run.Browser().ElapsedMs.ShouldBeLessThan(run.Probes.OfType<HttpProbe>().Single(probe => probe.Name == "http-page").ElapsedMs);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(502)]
    public async Task A_page_that_does_not_load_or_is_refused_is_examined_by_a_handshake_at_its_own_address(int status)
    {
        await using var site = FakePeer.Saying($"HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n");

        var run = await ExamineAsync(site.Url("/", scheme: "http"));

        run.Probes.OfType<HandshakeProbe>().First().Exchange.Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_page_that_is_not_there_is_no_socket()
    {
        await using var site = FakePeer.Saying("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");

        (await ExamineAsync(site.Url("/", scheme: "http"))).Probes.OfType<HandshakeProbe>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Cookies_go_to_the_pages_own_host_and_to_no_other()
    {
        await using var other = Site(_ => "new WebSocket('ws://' + location.host + '/ws')");
        await using var site = Site(request => request.Target == "/" ? $"<script src='http://127.0.0.2:{other.Port}/x.js'></script><script src='http://127.0.0.1:{other.Port}/x.js'></script><script>new WebSocket('ws://127.0.0.1:{other.Port}/ws')</script>" : null);

        await ExamineAsync(site.Url("/", scheme: "http"), cookie: "session=secret");

        site.Requests.ShouldContain(request => request.Headers.Contains("Cookie"));
        other.Requests.ShouldNotBeEmpty();
        other.Requests.ShouldAllBe(request => !request.Headers.Contains("Cookie"));
    }

    [Fact]
    public async Task A_redirect_of_the_page_moves_the_Origin_along()
    {
        await using var final = Site(request => request.Target == "/app/" ? "<script>new WebSocket('ws')</script>" : null);
        await using var first = FakePeer.Answering((connection, _) => connection.AnswerAsync(302, "", ("Location", $"http://127.0.0.1:{final.Port}/app/")));

        var run = await ExamineAsync(first.Url("/", scheme: "http"));

        run.Asked.PageOrigin.ShouldBe($"http://127.0.0.1:{final.Port}");
        final.Handshakes.First().Headers.First("Origin").ShouldBe($"http://127.0.0.1:{final.Port}");
    }

    [Fact]
    public async Task What_changes_when_scripts_run_is_said_with_the_page()
    {
        await using var site = Site(_ => "<script src='/rocket-loader.min.js'></script><script>navigator.serviceWorker.register('/sw.js')</script>");

        var page = (await ExamineAsync(site.Url("/", scheme: "http"))).Probes.OfType<PageProbe>().ShouldHaveSingleItem();

        page.Outcome.ShouldBe("no socket found; Cloudflare's Rocket Loader runs its scripts; it registers a service worker");
    }
}
