using Wayleave.Cli.Lint;
using Wayleave.Rules.Config.Sources;

namespace Wayleave.Cli.Tests.Lint;

public sealed class DiskFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wayleave-").FullName;

    [Fact]
    public void Files_of_a_pattern_are_named_from_where_the_main_file_was_named()
    {
        Write("conf.d/b.conf", "conf.d/a.conf", "conf.d/.hidden.conf", "conf.d/x/c.conf", "conf.d/readme");

        new DiskFiles(null).Glob("conf.d/*.conf", _folder).ShouldBe([_folder + "/conf.d/a.conf", _folder + "/conf.d/b.conf"]);
        new DiskFiles(null).Glob("*/[a-a].conf", _folder + "/").ShouldBe([_folder + "/conf.d/a.conf"]);
        new DiskFiles(null).Glob("conf.d/none.conf", _folder).ShouldBeEmpty();
    }

    [Fact]
    public void Absolute_paths_stand_below_the_root()
    {
        Write("etc/nginx/conf.d/a.conf");
        var files = new DiskFiles(_folder);

        string found = files.Glob("/etc/nginx/conf.d/*", _folder + "/etc/nginx").ShouldHaveSingleItem();

        found.ShouldBe(_folder + "/etc/nginx/conf.d/a.conf");
        files.Read(found, "").ShouldNotBeNull();
        files.Read("/etc/nginx/conf.d/a.conf", "").ShouldNotBeNull();
        files.AreAll.ShouldBeTrue();
        new DiskFiles(null).AreAll.ShouldBeFalse();
    }

    [Fact]
    public void What_a_repository_names_below_etc_is_not_this_machines()
    {
        new DiskFiles(null).Glob("/etc/host*", _folder).ShouldBeEmpty();
        new DiskFiles(null).Glob("/etc/host*", "/etc/nginx").ShouldNotBeEmpty();
        new DiskFiles(null).Glob(_folder + "/*", _folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_is_one_object_however_it_is_reached()
    {
        Write("a.conf", "x/b.conf");
        var named = new SourceText(_folder + "/a.conf", "a;");
        var files = new DiskFiles(null, [named]);

        files.Read("../a.conf", _folder + "/x").ShouldBeSameAs(named);
        files.Read("x/b.conf", _folder).ShouldBeSameAs(files.Read(_folder + "/x/../x/b.conf", ""));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(params string[] paths)
    {
        foreach (string path in paths)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, path))!);
            File.WriteAllText(Path.Combine(_folder, path), "a;\n");
        }
    }
}
