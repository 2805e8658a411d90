using Wayleave.Server.Tls;

namespace Wayleave.Server.Tests.Tls;

public sealed class WholeFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wayleave-whole-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("site.conf")]
    [InlineData(".site.conf.record")]
    public async Task Until_it_is_whole_a_file_has_a_name_that_no_include_of_everything_loads(string name)
    {
        var made = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watch = new FileSystemWatcher(_folder.FullName) { EnableRaisingEvents = true };
        watch.Created += (_, file) => made.TrySetResult(file.Name!);
        var path = Path.Combine(_folder.FullName, name);

        WholeFile.Write(path, "whole", isSecret: false, replace: true);

        var unfinished = await made.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        unfinished.ShouldMatch($@"^\.{System.Text.RegularExpressions.Regex.Escape(name.TrimStart('.'))}\..+\.unfinished$");
        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe("whole");
        _folder.EnumerateFiles().Select(file => file.Name).ShouldBe([name]);
    }
}
