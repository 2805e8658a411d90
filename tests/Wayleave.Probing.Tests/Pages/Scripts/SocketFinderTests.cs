using Wayleave.Probing.Pages.Scripts;

namespace Wayleave.Probing.Tests.Pages.Scripts;

public sealed class SocketFinderTests
{
    private static readonly Uri Page = new("https://app.example:8443/room/7?x=1");

    [Theory]
    [InlineData("new WebSocket('wss://chat.example/ws')", "wss://chat.example/ws")]
    [InlineData("new WebSocket(\"ws://localhost:3000\")", "ws://localhost:3000/")]
    [InlineData("new window.WebSocket('/ws')", "wss://app.example:8443/ws")]
    [InlineData("new WebSocket('ws')", "wss://app.example:8443/room/ws")]
    [InlineData("new WebSocket('https://chat.example/ws')", "wss://chat.example/ws")]
    [InlineData("new WebSocket('wss://' + location.host + '/ws')", "wss://app.example:8443/ws")]
    [InlineData("new WebSocket('wss://' + window.location.hostname + ':3000/ws')", "wss://app.example:3000/ws")]
    [InlineData("new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`)", "wss://app.example:8443/ws")]
    [InlineData("new WebSocket((location.protocol=='http:'?'ws://':'wss://')+document.location.host+'/a')", "wss://app.example:8443/a")]
    [InlineData("const u = location.origin.replace(/^http/, 'ws'); new WebSocket(u + '/ws')", "wss://app.example:8443/ws")]
    [InlineData("const u = location.origin.replace('http', 'ws') + '/ws';\nconst s = new WebSocket(u);", "wss://app.example:8443/ws")]
    [InlineData("let url = new URL('/ws', location.href); url.protocol = 'wss:'; new WebSocket(url)", "wss://app.example:8443/ws")]
    [InlineData("new WebSocket(new URL('live?a=1', 'https://app.example/x/').href)", "wss://app.example/x/live?a=1")]
    [InlineData("const proto = location.protocol.startsWith('https') ? 'wss:' : 'ws:'; var h = location.host\nnew WebSocket(proto + '//' + h + '/ws')", "wss://app.example:8443/ws")]
    [InlineData("const host = window.API_HOST || location.host; new WebSocket('wss://' + host)", "wss://app.example:8443/")]
    [InlineData("new ReconnectingWebSocket({})\nnew ReconnectingWebSocket('/rws')", "wss://app.example:8443/rws")]
    [InlineData("io()", "wss://app.example:8443/socket.io/?EIO=4&transport=websocket")]
    [InlineData("io('/chat')", "wss://app.example:8443/socket.io/?EIO=4&transport=websocket")]
    [InlineData("io.connect('http://localhost:5000', {transports: ['websocket']})", "ws://localhost:5000/socket.io/?EIO=4&transport=websocket")]
    [InlineData("io({ path: '/ws/socket.io' })", "wss://app.example:8443/ws/socket.io/?EIO=4&transport=websocket")]
    [InlineData("new SockJS('/stomp')", "wss://app.example:8443/stomp/websocket")]
    [InlineData("new Socket('/live', {params: {}})", "wss://app.example:8443/live/websocket?vsn=2.0.0")]
    [InlineData("ActionCable.createConsumer()", "wss://app.example:8443/cable")]
    [InlineData("new signalR.HubConnectionBuilder().withUrl('/hub').build()", "wss://app.example:8443/hub")]
    [InlineData("const p = null; const at = new URL(import.meta.url); new WebSocket(`wss://${at.hostname}:${p || at.port}/?token=t`, 'vite-hmr')", "wss://app.example:8443/?token=t")]
    [InlineData("createClient({ url: 'wss://' + location.host + '/graphql' })", "wss://app.example:8443/graphql")]
    [InlineData("var u = '/ws'; function open(after) { if (u) { new WebSocket(u) } }", "wss://app.example:8443/ws")]
    [InlineData("function open(u) { u = u || '/ws'; new WebSocket(u) }", "wss://app.example:8443/ws")]
    public void The_socket_that_a_script_opens_is_found(string script, string url)
    {
        var socket = SocketFinder.Find(script, Page, "page").ShouldHaveSingleItem();
        socket.Url.ShouldBe(url);
        socket.Certain.ShouldBeTrue();
    }

    [Fact]
    public void A_part_that_only_the_running_page_knows_is_filled_in_and_makes_the_socket_uncertain()
    {
        var socket = SocketFinder.Find("new WebSocket(`wss://${location.host}/ws/chat/${roomName}/`)", Page, "page").ShouldHaveSingleItem();
        socket.Url.ShouldBe("wss://app.example:8443/ws/chat/1/");
        socket.Certain.ShouldBeFalse();
    }

    [Theory]
    [InlineData("new WebSocket(e, t)")]
    [InlineData("class ReconnectingWebSocket { }")]
    [InlineData("new WebSocket('wss://' + host + '/ws')")]
    [InlineData("radio('x')")]
    [InlineData("new WebSocket('mailto:x')")]
    [InlineData("new WebSocket(a); a = b; b = a;")]
    [InlineData("new WebSocket(0)")]
    [InlineData("var e='/no'; function l(t,e){ if(t){ new WebSocket(e) } }")]
    [InlineData("var e='/no'; const l = (e) => { new WebSocket(e) }")]
    [InlineData("var e='/no'; const l = e => { new WebSocket(e) }")]
    [InlineData("createClient({ url: 'https://db.example' })")]
    [InlineData("const directSocketHost = 'localhost:5173/'; new WebSocket(`ws://${directSocketHost}?token=t`, \"vite-hmr\")")]
    [InlineData("const u = 'ws://localhost:5173/'; new WebSocket(u, \"vite-ping\")")]
    public void A_socket_whose_host_cannot_be_told_is_not_made_up(string script) =>
        SocketFinder.Find(script, Page, "page").ShouldBeEmpty();

    [Theory]
    [InlineData("new WebSocket('/ws', 'graphql-transport-ws')", "graphql-transport-ws")]
    [InlineData("new WebSocket('/ws', ['mqtt', \"mqttv3.1\"])", "mqtt mqttv3.1")]
    [InlineData("new WebSocket('/ws', token)", "")]
    [InlineData("createClient({ url: 'wss://app.example/graphql' })", "graphql-transport-ws")]
    [InlineData("new SubscriptionClient('/graphql', {})", "graphql-ws")]
    public void The_subprotocols_that_it_offers_are_found(string script, string subprotocols) =>
        string.Join(' ', SocketFinder.Find(script, Page, "page").ShouldHaveSingleItem().Subprotocols).ShouldBe(subprotocols);

    [Theory]
    [InlineData("\"lobby\"", "wss://app.example:8443/ws/chat/lobby/", true)]
    [InlineData("7", "wss://app.example:8443/ws/chat/7/", true)]
    [InlineData("{", "wss://app.example:8443/ws/chat/1/", false)]
    public void What_the_page_hands_its_script_as_JSON_is_known(string json, string url, bool certain)
    {
        const string Script = "const room = JSON.parse(document.getElementById('room-name').textContent);\nnew WebSocket('wss://' + window.location.host + '/ws/chat/' + room + '/')";

        var socket = SocketFinder.Find(Script, Page, "page", new Dictionary<string, string> { ["room-name"] = json }).ShouldHaveSingleItem();

        socket.Url.ShouldBe(url);
        socket.Certain.ShouldBe(certain);
    }

    [Fact]
    public void A_module_knows_its_own_address() =>
        SocketFinder.Find("new WebSocket('ws://' + new URL(import.meta.url).host)", Page, "https://assets.example/app.js").ShouldHaveSingleItem().Url.ShouldBe("ws://assets.example/");

    [Fact]
    public void The_same_socket_opened_twice_is_found_once() =>
        SocketFinder.Find("new WebSocket('/ws'); new WebSocket('/ws')", Page, "page").Length.ShouldBe(1);

    [Theory]
    [InlineData("new WebSocket(")]
    [InlineData("new WebSocket('")]
    [InlineData("new WebSocket(`${")]
    [InlineData("new WebSocket('\\")]
    [InlineData("new WebSocket('\\u12")]
    [InlineData("new WebSocket({a:[(")]
    [InlineData("new WebSocket(x ? y : /* ")]
    public void A_script_that_ends_anywhere_is_survived(string script) =>
        Should.NotThrow(() => SocketFinder.Find(script, Page, "page"));

    [Fact]
    public void Nesting_made_to_exhaust_the_stack_is_survived() =>
        Should.NotThrow(() => SocketFinder.Find("new WebSocket(" + new string('(', 100_000) + new string('!', 100_000), Page, "page"));
}
