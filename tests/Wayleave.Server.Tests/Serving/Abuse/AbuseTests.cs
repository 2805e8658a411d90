namespace Wayleave.Server.Tests.Serving.Abuse;

/// <summary>Every row of <see cref="AbuseTable"/>, as the first request of a connection and as a later one, whole and byte by byte, plain and over TLS.</summary>
public sealed class AbuseTests(AbuseWorld world) : IClassFixture<AbuseWorld>
{
    public static TheoryData<string> Names => [.. AbuseTable.All.Select(row => row.Name)];

    public static TheoryData<string> NamesSingly => [.. AbuseTable.All.Where(row => row.Singly).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_first_request_is_refused_or_harmless(string name) => TryAsync(name, tls: false, later: false, singly: false);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_later_request_is_refused_or_harmless(string name) => TryAsync(name, tls: false, later: true, singly: false);

    [Theory]
    [MemberData(nameof(NamesSingly))]
    public Task A_request_byte_by_byte_is_refused_or_harmless(string name) => TryAsync(name, tls: false, later: false, singly: true);

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_request_over_TLS_is_refused_or_harmless(string name) => TryAsync(name, tls: true, later: false, singly: false);

    [Theory]
    [MemberData(nameof(NamesSingly))]
    public Task A_later_request_byte_by_byte_over_TLS_is_refused_or_harmless(string name) => TryAsync(name, tls: true, later: true, singly: true);

    [Fact]
    public void Every_row_has_a_name_of_its_own() => AbuseTable.All.Select(row => row.Name).ShouldBeUnique();

    private async Task TryAsync(string name, bool tls, bool later, bool singly)
    {
        var row = AbuseTable.All.Single(row => row.Name == name);
        if (row.IsCut)
        {
            await TryCutAsync(row, tls, later, singly);
            return;
        }

        var (gave, app) = await AbuseTrial.RunAsync(row, world.App, world[tls], later, singly);
        var expected = later ? row.LaterApp ?? row.App : row.App;
        $"{gave}\n{app}".ShouldBe($"{(later ? row.LaterGives ?? row.Gives : row.Gives)}\n{expected}");
    }

    // The app may see the end of it after the client has its answer, so the row gets a gateway of its own, and all is looked at when that is gone.
    private static async Task TryCutAsync(AbuseRow row, bool tls, bool later, bool singly)
    {
        await using var own = new AbuseWorld();
        await own.InitializeAsync();
        var (gave, _) = await AbuseTrial.RunAsync(row, own.App, own[tls], later, singly);
        await own.StopAsync();
        await own.App.EndAsync();
        gave.ShouldBe(row.Gives);
        var app = AbuseTrial.Shown(own.App.Seen);
        (row.App!.StartsWith(app, StringComparison.Ordinal) && app.Length < row.App.Length).ShouldBeTrue(app);
    }
}
