using System.Runtime.Versioning;
using System.Text;
using Wayleave.Cli.Apply;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Tests.Apply;

/// <summary>The files behind apply, at each moment in which a crash could come.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ChangeTests : IDisposable
{
    // A comment in Latin-1: no UTF-8, and it must come back to the byte.
    private static readonly byte[] s_old = [.. "# caf"u8, 0xE9, (byte)'\n'];
    private static readonly byte[] s_new = Encoding.UTF8.GetBytes("new\n");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wayleave-apply-");

    private readonly string _template = Path.GetTempFileName();

    private string Target => Path.Combine(_folder.FullName, "app.conf");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        File.Delete(_template);
    }

    [Fact]
    public void After_the_backup_the_old_text_is_in_place_and_comes_back()
    {
        File.WriteAllBytes(Target, s_old);
        Change().BackUp(s_new);
        File.ReadAllBytes(Target).ShouldBe(s_old);

        Change().PutBack().ShouldBeNull();

        File.ReadAllBytes(Target).ShouldBe(s_old);
        Names().ShouldBe(["app.conf"]);
    }

    [Fact]
    public void After_the_installation_the_new_text_is_in_place_and_the_old_one_comes_back_with_its_permissions()
    {
        File.WriteAllBytes(Target, s_old);
        File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Change change = Change();
        change.BackUp(s_new);
        change.Install(s_new);
        File.ReadAllBytes(Target).ShouldBe(s_new);
        File.GetUnixFileMode(Target).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Change().PutBack();

        File.ReadAllBytes(Target).ShouldBe(s_old);
        File.GetUnixFileMode(Target).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Names().ShouldBe(["app.conf"]);
    }

    [Fact]
    public void Where_there_was_no_file_there_is_none_again()
    {
        Change change = Change();
        change.BackUp(s_new).ShouldBeNull();
        change.Install(s_new);

        Change().PutBack();

        Names().ShouldBeEmpty();
    }

    [Fact]
    public void What_somebody_wrote_since_is_kept_beside()
    {
        File.WriteAllBytes(Target, s_old);
        Change change = Change();
        change.BackUp(s_new);
        change.Install(s_new);
        change.Keep();
        File.WriteAllText(Target, "by hand\n");

        string? kept = Change().PutBack();

        File.ReadAllText(kept.ShouldNotBeNull()).ShouldBe("by hand\n");
        File.ReadAllBytes(Target).ShouldBe(s_old);
    }

    [Fact]
    public void The_way_back_of_a_kept_change_is_replaced_by_that_of_the_next()
    {
        File.WriteAllBytes(Target, s_old);
        foreach (byte[] text in new[] { s_new, "newer\n"u8.ToArray() })
        {
            Change change = Change();
            change.BackUp(text);
            change.Install(text);
            change.Keep();
        }

        Names().Length.ShouldBe(3, "the file, its record and one copy");
        Change().PutBack();

        File.ReadAllBytes(Target).ShouldBe(s_new);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_killed_run_had_only_begun_to_write_is_gone_with_the_next(bool keep)
    {
        File.WriteAllBytes(Target, s_old);
        foreach (string file in new[] { Target, new ApplyPlace(Target).Journal }) File.WriteAllText(Path.Combine(_folder.FullName, WholeFile.UnfinishedName(Path.GetFileName(file), "abc")), "ha");
        Change change = Change();

        change.BackUp(s_new);
        change.Install(s_new);
        if (keep) change.Keep();
        else change.PutBack();

        Names().ShouldNotContain(name => name.Contains("abc", StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_of_something_else_is_an_error_and_is_left_alone()
    {
        string record = new ApplyPlace(Target).Journal;
        File.WriteAllText(record, "{}");

        Should.Throw<IOException>(Change).Message.ShouldContain("is not a record of wayleave apply");

        File.ReadAllText(record).ShouldBe("{}");
    }

    private Change Change() => new(new ApplyRequest { Target = Target, File = _template }, new Terminal().Surroundings);

    private string[] Names() => [.. _folder.EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];
}
