using System.Net;
using System.Text;
using Wayleave.Server.Tests.Serving;

namespace Wayleave.Server.Tests.Admin;

/// <summary>No web page reaches the admin address: {port} stands for its port.</summary>
public sealed class AdminGuardTests
{
    [Theory]
    [InlineData("127.0.0.1:{port}", null, 200)]
    [InlineData("localhost:{port}", null, 200)]
    [InlineData("LOCALHOST:{port}", "http://localhost:{port}", 200)]
    [InlineData("[::1]:{port}", null, 200)]
    [InlineData("127.0.0.1:{port}", "http://127.0.0.1:{port}", 200)]
    [InlineData("evil.example:{port}", null, 403)]
    [InlineData("localhost.evil.example:{port}", null, 403)]
    [InlineData("10.0.0.1:{port}", null, 403)]
    [InlineData("localhost", null, 403)]
    [InlineData("localhost:1", null, 403)]
    [InlineData("127.0.0.1:{port}", "http://evil.example", 403)]
    [InlineData("127.0.0.1:{port}", "http://localhost:{port}", 403)]
    [InlineData("127.0.0.1:{port}", "https://127.0.0.1:{port}", 403)]
    [InlineData("127.0.0.1:{port}", "null", 403)]
    public async Task A_request_must_ask_for_this_address_and_come_from_no_other_page(string host, string? origin, int status)
    {
        await using var rig = await GatewayRig.StartAsync();
        var port = $"{rig.Admin.BaseAddress!.Port}";
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = host.Replace("{port}", port);
        if (origin is not null)
            request.Headers.Add("Origin", origin.Replace("{port}", port));
        var answer = await rig.Admin.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.ShouldNotContain(header => header.Key.StartsWith("Access-Control"));
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("gw.example:{port}", null, 200)]
    [InlineData("GW.example.", null, 200)]
    [InlineData("gw.example:9999", "http://gw.example:9999", 200)]
    [InlineData("gw.example", "http://other.example", 403)]
    [InlineData("x.gw.example", null, 403)]
    [InlineData("other.example:{port}", null, 403)]
    public async Task A_name_of_the_settings_may_be_asked_for_from_the_reload_on_that_brings_it(string host, string? origin, int status)
    {
        await using var rig = await GatewayRig.StartAsync();
        var settings = rig.Gateway.Settings;
        var result = await rig.Gateway.ReloadAsync(settings with { Admin = settings.Admin! with { Hosts = ["gw.example"] } });
        result.Changes.ShouldBe(["names of the admin address changed"]);
        result.AtNextStart.ShouldBeEmpty();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = host.Replace("{port}", $"{rig.Admin.BaseAddress!.Port}");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        ((int)(await rig.Admin.SendAsync(request)).StatusCode).ShouldBe(status);
    }

    [Theory]
    [InlineData("application/json", "{}", HttpStatusCode.NotImplemented)]
    [InlineData("application/json; charset=utf-8", "{}", HttpStatusCode.NotImplemented)]
    [InlineData(null, "", HttpStatusCode.NotImplemented)]
    [InlineData(null, "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", "", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_must_be_JSON_as_no_form_sends_it(string? type, string body, HttpStatusCode status)
    {
        await using var rig = await GatewayRig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reload") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (type is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        (await rig.Admin.SendAsync(request)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_long_body_is_refused()
    {
        await using var rig = await GatewayRig.StartAsync();
        var (status, body) = await rig.AskAsync(HttpMethod.Delete, "/connections/1", new string(' ', 70_000));
        status.ShouldBe(413);
        body.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }
}
