using System.Net;
using Wayleave.Server.Destinations.Naming;

namespace Wayleave.Server.Tests.Destinations.Naming;

public sealed class SystemFilesTests
{
    [Fact]
    public void Resolv_conf_is_read_as_its_manual_says()
    {
        var settings = ResolverSettings.Parse("""
            # made by a script
            domain old.test
            search a.test b.test.   ; the last line counts
            nameserver 192.0.2.53
            nameserver nonsense
            nameserver 2001:db8::53
            nameserver 192.0.2.54
            nameserver 192.0.2.55
            options ndots:5 timeout:99 attempts:0 rotate
            """);
        settings.Servers.ShouldBe([
            new IPEndPoint(IPAddress.Parse("192.0.2.53"), 53), new IPEndPoint(IPAddress.Parse("2001:db8::53"), 53), new IPEndPoint(IPAddress.Parse("192.0.2.54"), 53)]);
        settings.Search.ShouldBe(["a.test", "b.test"]);
        settings.Dots.ShouldBe(5);
        settings.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        settings.Attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, "app", "app.a.test app.b.test app")]
    [InlineData(1, "app.other.test", "app.other.test app.other.test.a.test app.other.test.b.test")]
    [InlineData(5, "app.other", "app.other.a.test app.other.b.test app.other")]
    [InlineData(5, "app.other.", "app.other")]
    [InlineData(0, "app", "app app.a.test app.b.test")]
    public void A_name_stands_for_what_the_search_list_makes_of_it(int dots, string name, string candidates) =>
        string.Join(' ', new ResolverSettings { Search = ["a.test", "b.test"], Dots = dots }.Candidates(name)).ShouldBe(candidates);

    [Fact]
    public void Hosts_are_read_with_all_their_names_and_addresses()
    {
        var hosts = HostsFile.Parse("127.0.0.1 localhost\n::1\tlocalhost ip6-localhost\n# 192.0.2.9 app\n192.0.2.1 App.test app # ours\nnonsense app\n");
        hosts.Find("localhost").ShouldBe([IPAddress.Loopback, IPAddress.IPv6Loopback]);
        hosts.Find("APP.TEST.").ShouldBe([IPAddress.Parse("192.0.2.1")]);
        hosts.Find("app").ShouldBe([IPAddress.Parse("192.0.2.1")]);
        hosts.Find("ours").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_is_read_again_when_it_has_changed_and_not_missed_when_it_is_gone()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var times = 0;
        var file = new ReadFile<string>(path, text =>
        {
            times++;
            return text;
        });
        file.Current.ShouldBeNull();
        try
        {
            File.WriteAllText(path, "one");
            file.Current.ShouldBe("one");
            file.Current.ShouldBe("one");
            times.ShouldBe(1);
            File.WriteAllText(path, "three");
            file.Current.ShouldBe("three");
        }
        finally
        {
            File.Delete(path);
        }

        file.Current.ShouldBeNull();
    }
}
