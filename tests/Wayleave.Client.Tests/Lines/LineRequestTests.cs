using Wayleave.Client.Lines;

namespace Wayleave.Client.Tests.Lines;

public sealed class LineRequestTests
{
    [Theory]
    [InlineData("https://app.example/ws/7", EventsTransport.WebSocket, "wss://app.example/ws/7?v=1")]
    [InlineData("wss://app.example/ws/7", EventsTransport.ServerSentEvents, "https://app.example/ws/7?v=1")]
    [InlineData("http://[::1]:8080/ws/7?a=b%20c#x", EventsTransport.WebSocket, "ws://[::1]:8080/ws/7?a=b%20c&v=1")]
    [InlineData("ws://app.example/ws/7", EventsTransport.LongPoll, "http://app.example/ws/7?v=1&poll=1&wait=25")]
    public void A_path_gives_its_channels_over_each_transport(string url, EventsTransport transport, string expected) =>
        Address(new LineRequest { Url = new Uri(url), MaxMessageBytes = 1 }, transport).ShouldBe(expected);

    [Theory]
    [InlineData("https://app.example", EventsTransport.WebSocket, "wss://app.example/.wayleave/events?v=1&ch=user%3A7&ch=%C3%A9%26")]
    [InlineData("https://app.example/", EventsTransport.ServerSentEvents, "https://app.example/.wayleave/events?v=1&ch=user%3A7&ch=%C3%A9%26")]
    [InlineData("https://app.example/", EventsTransport.LongPoll, "https://app.example/.wayleave/poll?v=1&ch=user%3A7&ch=%C3%A9%26&poll=1&wait=25")]
    [InlineData("https://app.example/x/.wayleave/events", EventsTransport.LongPoll, "https://app.example/x/.wayleave/poll?v=1&ch=user%3A7&ch=%C3%A9%26&poll=1&wait=25")]
    public void A_server_gives_channels_by_their_names(string url, EventsTransport transport, string expected) =>
        Address(new LineRequest { Url = new Uri(url), Channels = ["user:7", "é&"], MaxMessageBytes = 1 }, transport).ShouldBe(expected);

    [Fact]
    public void A_ticket_goes_where_logs_do_not_see_it_save_where_the_app_has_credentials_of_its_own()
    {
        var request = new LineRequest { Url = new Uri("https://app.example/ws"), Ticket = "T&", MaxMessageBytes = 1 };
        request.AllHeaders.ShouldBe([new("Authorization", "Bearer T&")]);
        Address(request, EventsTransport.WebSocket).ShouldBe("wss://app.example/ws?v=1");
        request = request with { Headers = [new("authorization", "Basic x")] };
        request.AllHeaders.ShouldBe([new("authorization", "Basic x")]);
        Address(request, EventsTransport.WebSocket).ShouldBe("wss://app.example/ws?v=1&ticket=T%26");
    }

    [Fact]
    public void An_id_is_written_so_that_it_arrives() =>
        new LineRequest { Url = new Uri("http://app.example/ws"), MaxMessageBytes = 1 }.Address(EventsTransport.ServerSentEvents, "k3Qz:1:00000001").Query.ShouldBe("?v=1&since=k3Qz%3A1%3A00000001");

    private static string Address(LineRequest request, EventsTransport transport) =>
        request.Address(transport, null, transport == EventsTransport.LongPoll ? PollLine.Wait : null).AbsoluteUri;
}
