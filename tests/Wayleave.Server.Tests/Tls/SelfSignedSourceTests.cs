using System.Collections.Immutable;
using Wayleave.Server.Tls;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Tls;

public sealed class SelfSignedSourceTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ScratchFolder _scratch = new("state");
    private readonly FakeTimeProvider _time = new();
    private readonly List<TlsNotice> _notices = [];

    private string Folder => Path.Combine(_scratch.Path, "deep", "wayleave");

    private string PemFile => StateFolder.SelfSignedFile(Folder);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_first_start_makes_one_and_every_later_start_takes_it_again()
    {
        var first = Start();
        _notices.Single().IsWarning.ShouldBeFalse();
        _notices[0].Text.ShouldStartWith($"{PemFile}: made a self-signed certificate for localhost, ");
        _notices.Clear();
        Start().Certificate.Thumbprint.ShouldBe(first.Certificate.Thumbprint);
        _notices.ShouldBeEmpty();
        Directory.GetFiles(Folder).ShouldBe([PemFile]);
        if (OperatingSystem.IsWindows())
            return;
        File.GetUnixFileMode(PemFile).ShouldBe(OwnerFile);
        File.GetUnixFileMode(Folder).ShouldBe(OwnerFile | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_running_one_gives_the_same_object_until_thirty_days_before_its_end_and_then_a_new_one()
    {
        var source = Source();
        var first = source.Refresh(_time.GetUtcNow(), _notices.Add);
        _time.Advance(first.Certificate.NotAfter.ToUniversalTime() - _time.GetUtcNow().UtcDateTime - TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        source.Refresh(_time.GetUtcNow(), _notices.Add).ShouldBeSameAs(first);
        _time.Advance(TimeSpan.FromSeconds(1));
        _notices.Clear();
        var second = source.Refresh(_time.GetUtcNow(), _notices.Add);
        second.Certificate.Thumbprint.ShouldNotBe(first.Certificate.Thumbprint);
        _notices[0].Text.ShouldContain("is made anew");
        Start().Certificate.Thumbprint.ShouldBe(second.Certificate.Thumbprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void A_broken_file_is_kept_aside_and_told(string text)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(PemFile, text);
        Start();
        var aside = PemFile + ".broken-20260101T000000";
        File.ReadAllText(aside).ShouldBe(text);
        _notices[0].IsWarning.ShouldBeTrue();
        _notices[0].Text.ShouldEndWith($"it was moved to {aside}");
        _notices.Clear();
        Start();
        _notices.ShouldBeEmpty();
    }

    [Fact]
    public void A_name_that_the_kept_one_lacks_makes_a_new_one_but_another_name_of_the_machine_does_not()
    {
        var first = Start();
        Source(machine: "renamed").Refresh(_time.GetUtcNow(), _notices.Add).Certificate.Thumbprint.ShouldBe(first.Certificate.Thumbprint);
        var second = Start("app.test");
        second.Names.ShouldBe(["localhost", "box", "app.test", "127.0.0.1", "::1"], ignoreOrder: true);
        Start().Certificate.Thumbprint.ShouldBe(second.Certificate.Thumbprint);
    }

    [Fact]
    public void Where_nothing_can_be_kept_it_lives_in_memory_and_says_so_once()
    {
        // A file where the folder should be stands in for a read-only file system, also for root.
        _scratch.Write("deep", "");
        var source = Source();
        var first = source.Refresh(_time.GetUtcNow(), _notices.Add);
        _notices[^1].IsWarning.ShouldBeTrue();
        _notices[^1].Text.ShouldContain("lives in memory only");
        source.Files.ShouldBeEmpty();
        _notices.Clear();
        source.Refresh(_time.GetUtcNow(), _notices.Add).ShouldBeSameAs(first);
        _notices.ShouldBeEmpty();
        _time.Advance(TimeSpan.FromDays(800));
        source.Refresh(_time.GetUtcNow(), _notices.Add).ShouldNotBeSameAs(first);
    }

    [Fact]
    public void Without_a_home_it_lives_in_memory_too()
    {
        new SelfSignedSource(null, ["localhost"], [], _time).Refresh(_time.GetUtcNow(), _notices.Add).Certificate.HasPrivateKey.ShouldBeTrue();
        _notices.Single().Text.ShouldContain("there is no home folder");
    }

    [Fact]
    public void A_served_one_whose_file_is_lost_for_good_goes_on()
    {
        var source = Source();
        var first = source.Refresh(_time.GetUtcNow(), _notices.Add);
        Directory.Delete(Path.Combine(_scratch.Path, "deep"), recursive: true);
        _scratch.Write("deep", "");
        source.Refresh(_time.GetUtcNow(), _notices.Add).ShouldBeSameAs(first);
    }

    [Fact]
    public void A_key_that_others_could_read_is_hidden_again()
    {
        if (OperatingSystem.IsWindows())
            return;
        Start();
        File.SetUnixFileMode(PemFile, OwnerFile | UnixFileMode.OtherRead);
        _notices.Clear();
        Start();
        File.GetUnixFileMode(PemFile).ShouldBe(OwnerFile);
        _notices.Single().Text.ShouldContain("others could read the private key");
    }

    [Fact]
    public async Task Many_that_start_at_once_all_serve_the_same_one()
    {
        using var gate = new ManualResetEventSlim();
        var starts = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var source = Source();
                gate.Wait();
                return source.Refresh(_time.GetUtcNow(), _ => { }).Certificate.Thumbprint;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        gate.Set();
        (await Task.WhenAll(starts)).Distinct().ShouldHaveSingleItem();
        Directory.GetFiles(Folder).ShouldBe([PemFile]);
    }

    private LoadedCertificate Start(params ImmutableArray<string> names) => Source("box", names).Refresh(_time.GetUtcNow(), _notices.Add);

    private SelfSignedSource Source(string machine = "box", ImmutableArray<string> names = default) =>
        new(Folder, SelfSigned.LocalNames(machine), names.IsDefault ? [] : names, _time);
}
