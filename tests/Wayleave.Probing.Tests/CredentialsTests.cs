namespace Wayleave.Probing.Tests;

public sealed class CredentialsTests
{
    [Theory]
    [InlineData("wss://a.example/ws?token=x", true)]
    [InlineData("wss://a.example/ws?access_token=x", true)]
    [InlineData("wss://a.example/ws?accessToken=x", true)]
    [InlineData("wss://a.example/ws?connection_token=x", true)]
    [InlineData("wss://a.example/ws?api_key=x&room=1", true)]
    [InlineData("wss://a.example/ws?ticket=x", true)]
    [InlineData("wss://a.example/ws?jwt=x", true)]
    [InlineData("wss://a.example/ws?sig=x", true)]
    [InlineData("wss://a.example/ws", false)]
    [InlineData("wss://a.example/ws?room=1&monkey=2", false)]
    [InlineData("wss://a.example/socket.io/?EIO=4&transport=websocket&sid=x", false)]
    public void A_token_in_the_query_is_a_credential(string url, bool given) => Of(Doctor.Options(new Uri(url))).Given.ShouldBe(given);

    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("X-Api-Key", true)]
    [InlineData("Cookie", true)]
    [InlineData("X-Auth-Token", true)]
    [InlineData("Accept-Language", false)]
    public void A_header_is_a_credential_by_its_name(string name, bool given) =>
        Of(Options() with { Headers = [new(name, "x")] }).Given.ShouldBe(given);

    [Theory]
    [InlineData("bearer.abc", true)]
    [InlineData("eyJhbGciOi.eyJzdWIi.c2ln", true)]
    [InlineData("graphql-transport-ws", false)]
    [InlineData("mqtt", false)]
    public void A_subprotocol_can_be_a_token(string name, bool given) => Of(Options() with { Subprotocols = [name] }).Given.ShouldBe(given);

    [Fact]
    public void Without_credentials_the_rest_stays()
    {
        var credentials = Of(Doctor.Options(new Uri("wss://a.example/ws?room=1&token=x&v=2")) with
        {
            Headers = [new("Authorization", "x"), new("X-Trace", "1")],
            Subprotocols = ["mqtt", "bearer.abc"],
        });

        credentials.TargetWithout().ShouldBe("/ws?room=1&v=2");
        credentials.HeadersWithout().ShouldBe([new("X-Trace", "1")]);
        credentials.SubprotocolsWithout().ShouldBe(["mqtt"]);
    }

    private static ExaminationOptions Options() => Doctor.Options(new Uri("wss://a.example/ws"));

    private static Credentials Of(ExaminationOptions options) => new(options, ProbeRoute.Public(options.Target));
}
