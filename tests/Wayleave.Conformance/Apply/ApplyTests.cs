using Wayleave.TestKit.Programs;

namespace Wayleave.Conformance.Apply;

/// <summary><c>wayleave apply</c> with a real nginx: what it keeps, what it puts back, and what a kill leaves.</summary>
public sealed class ApplyTests
{
    [Fact]
    public async Task A_configuration_that_makes_the_socket_work_is_kept_and_can_be_rolled_back()
    {
        await using var world = await WorldAsync();

        var applied = await world.ApplyAsync(world.Template);

        applied.Status.ShouldBe(0, applied.Output + applied.Errors);
        applied.Output.ShouldContain("ok   before    broken");
        applied.Output.ShouldContain("ok   loaded    nginx -T");
        applied.Output.ShouldContain("ok   verify    works");
        (await File.ReadAllTextAsync(world.Target)).ShouldContain("proxy_set_header Upgrade");

        var back = await world.RollbackAsync();

        back.Status.ShouldBe(0, back.Output + back.Errors);
        back.Output.ShouldContain("ok   verify    broken");
        (await File.ReadAllTextAsync(world.Target)).ShouldBe(world.Old);
        world.Files.ShouldBe(["app.conf"]);
    }

    [Fact]
    public async Task A_configuration_that_leaves_the_socket_broken_is_put_back_and_loaded_again()
    {
        await using var world = await WorldAsync();
        var nowhere = world.Put("nowhere.conf", world.Site("http://127.0.0.1:1"));

        var applied = await world.ApplyAsync(nowhere);

        applied.Status.ShouldBe(1, applied.Output + applied.Errors);
        applied.Output.ShouldContain("fail verify    broken");
        applied.Output.ShouldContain("backend-down");
        // It is the old configuration that answers again.
        applied.Output.ShouldContain("ok   verify    broken");
        applied.Output[applied.Output.IndexOf("put back", StringComparison.Ordinal)..].ShouldContain("upgrade-header-stripped");
        (await File.ReadAllTextAsync(world.Target)).ShouldBe(world.Old);
        world.Files.ShouldBe(["app.conf"]);
    }

    [Fact]
    public async Task A_program_that_runs_elsewhere_gets_the_file_by_the_commands_and_the_old_one_back_by_them_too()
    {
        await using var world = await WorldAsync();
        var outside = world.Put("outside.conf", world.Old);

        var applied = await world.ApplyOutsideAsync(world.Template, outside);

        applied.Status.ShouldBe(0, applied.Output + applied.Errors);
        applied.Output.ShouldContain("ok   verify    works");

        var worse = await world.ApplyOutsideAsync(world.Put("nowhere.conf", world.Site("http://127.0.0.1:1")), outside);

        worse.Status.ShouldBe(1, worse.Output + worse.Errors);
        worse.Output.ShouldContain("fail verify    broken");
        worse.Output[worse.Output.IndexOf("put back", StringComparison.Ordinal)..].ShouldContain("ok   verify    works");
        (await File.ReadAllTextAsync(world.Target)).ShouldBe(await File.ReadAllTextAsync(outside));
    }

    [Fact]
    public async Task Nothing_is_done_again_to_the_file_that_a_program_was_told_to_load()
    {
        await using var world = await WorldAsync();
        var log = Path.Combine(Path.GetDirectoryName(world.Env)!, "log");

        var applied = await world.ApplyAsync(world.Template, test: $"echo copied >>{log} && {world.Test}", reload: $"echo reloaded >>{log} && {world.Reload}");

        applied.Status.ShouldBe(0, applied.Output + applied.Errors);
        // nginx -s reload returns before nginx reads the file; a copy that begins then leaves it empty for a moment.
        (await File.ReadAllLinesAsync(log)).ShouldBe(["copied", "copied", "reloaded"]);
    }

    [Fact]
    public async Task A_dump_of_the_callers_may_ask_the_program_that_was_reloaded()
    {
        await using var world = await WorldAsync();
        var reloaded = Path.Combine(Path.GetDirectoryName(world.Env)!, "reloaded");

        var applied = await world.ApplyAsync(world.Template, reload: $"touch {reloaded} && {world.Reload}", more: ["--dump", $"test -e {reloaded} && cat {world.Target}"]);

        applied.Status.ShouldBe(0, applied.Output + applied.Errors);
        applied.Output.ShouldContain("ok   loaded    test -e");
    }

    [Fact]
    public async Task A_file_that_is_not_read_where_the_test_copied_it_is_brought_back_by_the_test_and_never_loaded()
    {
        await using var world = await WorldAsync();
        var (outside, folder) = (world.Put("outside.conf", world.Old), Path.GetDirectoryName(world.Env)!);
        var (elsewhere, reloaded) = (Path.Combine(folder, "elsewhere.conf"), Path.Combine(folder, "reloaded"));

        var run = await Chains.CommandRun.OfAsync(
            "apply", world.Template, "--as", outside, "--verify", world.Socket, "--hold", "0s", "--test", $"cp {outside} {elsewhere} && {world.Test}", "--reload", $"touch {reloaded}", "--env", world.Env);

        run.Status.ShouldBe(1, run.Output + run.Errors);
        run.Output.ShouldContain("does not show the new text: nothing includes");
        (await File.ReadAllTextAsync(elsewhere)).ShouldBe(world.Old);
        File.Exists(reloaded).ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_program_refuses_is_put_back_and_never_loaded()
    {
        await using var world = await WorldAsync();
        var marker = Path.Combine(Path.GetDirectoryName(world.Env)!, "reloaded");
        var refused = world.Put("refused.conf", world.Site("http://127.0.0.1:1").Replace("proxy_read_timeout 1h", "proxy_reed_timeout 1h"));

        var applied = await world.ApplyAsync(refused, reload: $"touch {marker}");

        applied.Status.ShouldBe(1, applied.Output + applied.Errors);
        applied.Output.ShouldContain("unknown directive \"proxy_reed_timeout\"");
        (await File.ReadAllTextAsync(world.Target)).ShouldBe(world.Old);
        File.Exists(marker).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_nothing_includes_is_seen_not_to_be_loaded()
    {
        await using var world = await WorldAsync();
        var elsewhere = Path.Combine(Path.GetDirectoryName(world.Env)!, "elsewhere.conf");

        var applied = await world.ApplyAsync(world.Template, more: ["--as", elsewhere]);
        applied.Status.ShouldBe(2, applied.Output + applied.Errors);
        var run = await Chains.CommandRun.OfAsync(
            "apply", world.Template, "--as", elsewhere, "--verify", world.Socket, "--hold", "0s", "--test", world.Test, "--reload", world.Reload, "--env", world.Env);

        run.Status.ShouldBe(1, run.Output + run.Errors);
        run.Output.ShouldContain("does not show the new text: nothing includes");
        File.Exists(elsewhere).ShouldBeFalse();
    }

    [Fact]
    public async Task What_lint_finds_broken_is_not_installed()
    {
        await using var world = await WorldAsync();
        var broken = world.Put("broken.conf", world.Site("http://127.0.0.1:1").Replace("proxy_set_header Connection upgrade;", ""));

        var applied = await world.ApplyAsync(broken);

        applied.Status.ShouldBe(1, applied.Output + applied.Errors);
        applied.Output.ShouldContain("fail lint      nothing is installed");
        applied.Output.ShouldContain("upgrade-not-forwarded");
        (await File.ReadAllTextAsync(world.Target)).ShouldBe(world.Old);
        world.Files.ShouldBe(["app.conf"]);
    }

    [Fact]
    public async Task A_dry_run_shows_the_patch_and_changes_nothing()
    {
        await using var world = await WorldAsync();

        var applied = await world.ApplyAsync(world.Template, more: ["--dry-run"]);

        applied.Status.ShouldBe(0, applied.Output + applied.Errors);
        applied.Output.ShouldContain("+        proxy_set_header Upgrade $http_upgrade;");
        applied.Output.ShouldContain("nothing was changed");
        (await File.ReadAllTextAsync(world.Target)).ShouldBe(world.Old);
        world.Files.ShouldBe(["app.conf"]);
    }

    [Fact]
    public async Task An_interruption_puts_everything_back()
    {
        await using var world = await WorldAsync();

        var applied = await world.ApplyAsync(world.Template, test: "kill -s INT $PPID; cat /dev/zero >/dev/null");

        applied.Status.ShouldBe(1, applied.Output + applied.Errors);
        applied.Output.ShouldContain("interrupted");
        (await File.ReadAllTextAsync(world.Target)).ShouldBe(world.Old);
        world.Files.ShouldBe(["app.conf"]);
    }

    [Theory]
    [InlineData("test")]
    [InlineData("reload")]
    [InlineData("dump")]
    public async Task A_kill_leaves_the_new_text_whole_and_a_rollback_brings_the_old_one(string step)
    {
        await using var world = await WorldAsync();
        const string Kill = "kill -s KILL $PPID";

        var killed = await world.ApplyAsync(world.Template, step == "test" ? Kill : null, step == "reload" ? Kill : null, step == "dump" ? ["--dump", Kill] : []);

        killed.Status.ShouldBe(128 + 9, killed.Output + killed.Errors);
        (await File.ReadAllTextAsync(world.Target)).ShouldBe((await File.ReadAllTextAsync(world.Template)).Replace("${TARGET}", (await File.ReadAllTextAsync(world.Env)).Trim()["TARGET=".Length..]));

        var back = await Chains.CommandRun.OfAsync("apply", "--rollback", world.Target, "--test", world.Test, "--reload", world.Reload);

        back.Status.ShouldBe(0, back.Output + back.Errors);
        back.Output.ShouldContain("did not come to its end");
        (await File.ReadAllTextAsync(world.Target)).ShouldBe(world.Old);
        world.Files.ShouldBe(["app.conf"]);
    }

    [Fact]
    public async Task After_a_kill_another_apply_goes_back_to_what_was_there_before_both()
    {
        await using var world = await WorldAsync();
        await world.ApplyAsync(world.Template, test: "kill -s KILL $PPID");
        var nowhere = world.Put("nowhere.conf", world.Site("http://127.0.0.1:1"));

        var applied = await world.ApplyAsync(nowhere);

        applied.Status.ShouldBe(1, applied.Output + applied.Errors);
        (await File.ReadAllTextAsync(world.Target)).ShouldBe(world.Old);
    }

    private static Task<ApplyWorld> WorldAsync()
    {
        Assert.SkipWhen(InstalledPrograms.Find("nginx") is null, "not installed: nginx");
        return ApplyWorld.StartAsync();
    }
}
