using Wayleave.Server.Configuration;
using Wayleave.Server.Tls;
using Wayleave.TestKit.Programs;

namespace Wayleave.Server.Tests.Tls;

/// <summary>With the real clock, whose first poll comes far later than the tests' limit: what is seen here, the watch has told.</summary>
public sealed class CertificateWatchTests : IDisposable
{
    private static readonly TimeSpan s_limit = CertificateStore.PollInterval / 2;

    private readonly ScratchFolder _folder = new("watch");
    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _folder.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData("written over")]
    [InlineData("renamed over")]
    [InlineData("mounted secret")]
    public async Task A_changed_file_is_read_again_without_a_poll(string way)
    {
        var (first, second) = (_authority.IssuePem("first.test"), _authority.IssuePem("second.test"));
        var path = _folder.Write("c.pem", first);
        if (way == "mounted secret")
        {
            // As Kubernetes mounts one: c.pem -> ..data/c.pem, ..data -> a folder for each version.
            File.Delete(path);
            WriteVersion("v1", first);
            WriteVersion("v2", second);
            Directory.CreateSymbolicLink(In("..data"), "v1");
            File.CreateSymbolicLink(path, Path.Combine("..data", "c.pem"));
        }

        var read = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var store = CertificateStore.Open(
            new TlsSettings { Certificates = [new(path)] },
            new CertificateStoreOptions { Time = TimeProvider.System, Say = Hear },
            out _)!;
        switch (way)
        {
            case "written over":
                await File.WriteAllTextAsync(path, second);
                break;
            case "renamed over":
                File.Move(_folder.Write("new", second), path, overwrite: true);
                break;
            default:
                File.Delete(In("..data"));
                Directory.CreateSymbolicLink(In("..data"), "v2");
                break;
        }

        (await read.Task.WaitAsync(s_limit)).ShouldContain("read again; it is for second.test");
        store.Current.Certificates.Single().Names.ShouldBe(["second.test"]);

        // On a slow machine the moment without a file may be told of, too.
        void Hear(TlsNotice notice)
        {
            if (!notice.IsWarning)
                read.TrySetResult(notice.Text);
        }

        string In(string name) => Path.Combine(_folder.Path, name);

        void WriteVersion(string version, string text)
        {
            Directory.CreateDirectory(In(version));
            File.WriteAllText(Path.Combine(In(version), "c.pem"), text);
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_left_to_the_poll()
    {
        using var watch = new FolderWatch([Path.Combine(_folder.Path, "none", "c.pem")], () => { });
    }
}
