using Wayleave.Cli.Serve;
using Wayleave.TestKit;
using Wayleave.TestKit.Programs;

namespace Wayleave.Cli.Tests.Serve;

public sealed class SettingsWatchTests : IDisposable
{
    private readonly ScratchFolder _folder = new("watch");
    private readonly FakeTimeProvider _time = new();
    private readonly string _file;
    private readonly SettingsWatch _watch;
    private int _told;

    public SettingsWatchTests()
    {
        _file = _folder.Write("wayleave.yaml", "one");
        _watch = new SettingsWatch([_file], _time, () => _told++);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_change_is_told_once_also_where_nothing_but_reading_shows_it()
    {
        _time.Advance(SettingsWatch.PollInterval);
        _told.ShouldBe(0);
        _folder.Write("wayleave.yaml", "two");
        _time.Advance(SettingsWatch.PollInterval);
        _time.Advance(SettingsWatch.PollInterval);
        _told.ShouldBe(1);
    }

    [Fact]
    public void What_a_reload_has_read_already_is_not_told()
    {
        _folder.Write("wayleave.yaml", "two");
        _watch.See().ShouldBeTrue();
        _time.Advance(SettingsWatch.PollInterval);
        _told.ShouldBe(0);
    }

    [Fact]
    public void A_file_that_is_gone_for_the_moment_has_not_changed()
    {
        File.Delete(_file);
        _time.Advance(SettingsWatch.PollInterval);
        _folder.Write("wayleave.yaml", "one");
        _time.Advance(SettingsWatch.PollInterval);
        _told.ShouldBe(0);
    }
}
