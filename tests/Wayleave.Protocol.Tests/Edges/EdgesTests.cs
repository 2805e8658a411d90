using System.Net;
using Wayleave.Protocol.Edges;

namespace Wayleave.Protocol.Tests.Edges;

public sealed class EdgesTests
{
    [Theory]
    [InlineData("104.16.0.1", "cloudflare")]
    [InlineData("104.27.255.255", "cloudflare")]
    [InlineData("104.28.0.0", null)]
    [InlineData("::ffff:104.16.0.1", "cloudflare")]
    [InlineData("2606:4700::6810:1", "cloudflare")]
    [InlineData("127.0.0.1", null)]
    public void An_address_tells_its_edge(string address, string? expected) =>
        (EdgeRanges.Find(IPAddress.Parse(address))?.Provider).ShouldBe(expected);

    [Theory]
    [InlineData("d111.CloudFront.net.", "cloudfront", ProviderKind.Edge)]
    [InlineData("my-lb-1.eu-west-1.elb.amazonaws.com", "alb", ProviderKind.Balancer)]
    [InlineData("my-nlb.elb.eu-west-1.amazonaws.com", "alb", ProviderKind.Balancer)]
    [InlineData("abc.execute-api.eu-west-1.amazonaws.com", "api-gateway", ProviderKind.ApiGateway)]
    [InlineData("x.awsapprunner.com", "apprunner", ProviderKind.Platform)]
    [InlineData("x.ngrok-free.app", "ngrok", ProviderKind.Tunnel)]
    [InlineData("x.y.a.run.app", "google", ProviderKind.Platform)]
    [InlineData("me.github.io", "github-pages", ProviderKind.Static)]
    public void A_name_tells_who_runs_it(string host, string name, ProviderKind kind)
    {
        var provider = ProviderSuffixes.Find(host).ShouldNotBeNull();
        (provider.Name, provider.Kind).ShouldBe((name, kind));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("notcloudfront.net")]
    [InlineData("ec2-1.compute.amazonaws.com")]
    [InlineData("")]
    public void Other_names_tell_nothing(string host) => ProviderSuffixes.Find(host).ShouldBeNull();

    [Fact]
    public void No_suffix_stands_twice() =>
        ProviderSuffixes.All.Select(provider => provider.Suffix).Distinct().Count().ShouldBe(ProviderSuffixes.All.Length);
}
