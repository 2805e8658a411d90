using Wayleave.Lab.Engine;
using Wayleave.Lab.Grammar;
using Wayleave.Protocol.Http;

namespace Wayleave.Lab.Tests.Bench;

/// <summary>A chain with the test app behind it, and callers in front.</summary>
internal sealed class LabBench : IAsyncDisposable
{
    private readonly List<Caller> _callers = [];

    private LabBench(TestApp app, LabChain chain) => (App, Chain) = (app, chain);

    public TestApp App { get; }

    public LabChain Chain { get; }

    public static async Task<LabBench> StartAsync(string plan, LabOptions? options = null, Uri? to = null)
    {
        var app = new TestApp();
        return new LabBench(app, await LabChain.StartAsync(LabPlan.Parse(plan), to ?? app.Url, options));
    }

    public async Task<Caller> CallAsync()
    {
        var caller = await Caller.ConnectAsync(Chain);
        _callers.Add(caller);
        return caller;
    }

    /// <summary>Opens a socket through the chain and takes the app's first word.</summary>
    public async Task<Caller> OpenAsync(HeaderLines? more = null)
    {
        var caller = await CallAsync();
        (await caller.UpgradeAsync(more))!.StatusCode.ShouldBe(101);
        (await caller.ReadAsync(TestApp.Greeting.Length)).ShouldBe(TestApp.Greeting);
        return caller;
    }

    /// <summary>Asks for a socket on a connection of its own; null if no answer came.</summary>
    public async Task<ResponseHead?> UpgradeAsync(HeaderLines? more = null) => await (await CallAsync()).UpgradeAsync(more);

    /// <summary>Makes a plain request on a connection of its own.</summary>
    public async Task<(ResponseHead Head, string Body)> GetAsync(string target = "/", HeaderLines? headers = null)
    {
        var caller = await CallAsync();
        var head = await caller.AskAsync("GET", target, headers ?? HeaderLines.Empty);
        return (head!, await caller.BodyAsync(head!));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _callers)
            await caller.DisposeAsync();
        await Chain.DisposeAsync();
        await App.DisposeAsync();
    }
}
