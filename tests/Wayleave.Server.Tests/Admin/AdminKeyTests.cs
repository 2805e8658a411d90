using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Wayleave.Server.Admin;
using Wayleave.Server.Tests.Tickets;

namespace Wayleave.Server.Tests.Admin;

public sealed class AdminKeyTests
{
    [Theory]
    [InlineData("/metrics", null, 401)]
    [InlineData("/metrics", "Bearer wrong", 401)]
    [InlineData("/metrics", "Basic " + TicketRig.Key, 401)]
    [InlineData("/metrics", TicketRig.Key, 401)]
    [InlineData("/metrics", "Bearer " + TicketRig.Key, 200)]
    [InlineData("/metrics", "bearer  " + TicketRig.Key, 200)]
    [InlineData("/channels/news", null, 401)]
    [InlineData("/channels/news", "Bearer " + TicketRig.Key, 200)]
    [InlineData("/nothing", null, 401)]
    [InlineData("/nothing", "Bearer " + TicketRig.Key, 404)]
    [InlineData("/healthz", null, 200)]
    [InlineData("/readyz", null, 200)]
    public async Task With_a_key_all_but_health_asks_for_it(string path, string? authorization, int status)
    {
        await using var rig = await TicketRig.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        rig.Admin.DefaultRequestHeaders.Authorization = null;
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await rig.Admin.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.WwwAuthenticate.Count.ShouldBe(status == 401 ? 1 : 0);
    }

    [Fact]
    public async Task A_reload_brings_another_key()
    {
        await using var rig = await TicketRig.StartAsync();
        var settings = rig.Gateway.Settings;
        (await rig.Gateway.ReloadAsync(settings with { Admin = settings.Admin! with { Key = "another-key-of-16" } })).Changes.ShouldBe(["the admin key changed"]);
        (await rig.Admin.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        rig.Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another-key-of-16");
        (await rig.Admin.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("::ffff:192.0.2.1", false)]
    public void Without_a_key_only_this_machine_publishes_and_mints(string local, bool may)
    {
        var context = new DefaultHttpContext { Connection = { LocalIpAddress = IPAddress.Parse(local) } };
        (AdminKey.Check(context, AdminAccess.Guarded, null) is null).ShouldBe(may);
        AdminKey.Check(context, AdminAccess.Keyed, null).ShouldBeNull();
        (AdminKey.Check(context, AdminAccess.Guarded, "some-key") is null).ShouldBeFalse();
    }
}
