using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Wayleave.Server.Configuration;

namespace Wayleave.Server.Tls;

/// <summary>
/// The self-signed certificate: (1) the one in the state folder, if it is good; else (2) a new one, kept there; else, where nothing
/// can be kept, (3) a new one in memory.
/// </summary>
/// <remarks>
/// Certificate and key are one file, so that one rename makes both visible. Two processes that begin at once both make one; the
/// first to link its file wins, and both read the file afterwards, so that both serve the same.
/// </remarks>
/// <param name="folder">Where it is kept; null: nowhere.</param>
/// <param name="localNames">The names that a new one is for in any case.</param>
/// <param name="names">The further names that it must be for: a kept one that lacks one of them is made anew.</param>
/// <param name="time">The clock.</param>
internal sealed class SelfSignedSource(string? folder, ImmutableArray<string> localNames, ImmutableArray<string> names, TimeProvider time) : ICertificateSource
{
    // Long enough before the end that a process which looks once a day cannot miss it.
    private static readonly TimeSpan s_renewBefore = TimeSpan.FromDays(30);

    private readonly string? _path = folder is null ? null : StateFolder.SelfSignedFile(folder);
    private LoadedCertificate? _served;
    private string? _digest;
    private bool _inMemory;

    /// <inheritdoc/>
    public ImmutableArray<string> Files => _path is null || _inMemory ? [] : [_path];

    /// <inheritdoc/>
    public LoadedCertificate Refresh(DateTimeOffset now, Action<TlsNotice> say)
    {
        // Once in memory it stays there until it ends: clients have accepted this one.
        if (_served is not null && _inMemory && IsFresh(_served, now))
            return _served;
        var notices = new List<TlsNotice>();
        if (_path is null || !Kept(_path, now, notices))
            InMemory(now, notices);
        notices.ForEach(say);
        return _served!;
    }

    // True if a good certificate is in the file, and served.
    private bool Kept(string path, DateTimeOffset now, List<TlsNotice> notices)
    {
        if (!TryFile(path, now, notices, out var replace))
        {
            try
            {
                Create(path, replace);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not a failure if another process was first: its certificate is as good as ours.
                var isThere = !replace && TryFile(path, now, [], out _);
                if (!isThere)
                    notices.Add(TlsNotice.Warning($"{path}: cannot be written: {e.Message}"));
                return isThere;
            }

            if (!TryFile(path, now, notices, out _))
                return false;
            notices.Add(TlsNotice.Information(
                $"{path}: made a self-signed certificate for {string.Join(", ", _served!.Names)}, until {CertificateDates.Day(_served.Certificate.NotAfter)}"));
        }

        _inMemory = false;
        return true;
    }

    // True if what is in the file is good, and served. Else: whether a file is in the way that may be replaced.
    private bool TryFile(string path, DateTimeOffset now, List<TlsNotice> notices, out bool replace)
    {
        replace = false;
        var settings = new CertificateSettings(path);
        var contents = CertificateContents.Read(settings, out var problem);
        if (contents is null && !File.Exists(path))
            return false;
        // It may have come between the two looks: another process was first, and its file must not be taken for a broken one.
        contents ??= CertificateContents.Read(settings, out problem);
        if (contents is null)
        {
            PutAside(path, problem!, now, notices);
            return false;
        }

        if (contents.Digest == _digest && IsFresh(_served!, now))
            return true;
        if (CertificateReader.Read(settings, contents, out problem) is not { } loaded)
        {
            PutAside(path, problem!, now, notices);
            return false;
        }

        replace = true;
        if (!IsFresh(loaded, now))
        {
            notices.Add(TlsNotice.Information($"{path}: ends on {CertificateDates.Day(loaded.Certificate.NotAfter)}, and is made anew"));
            return false;
        }

        if (names.Except(loaded.Names).ToArray() is { Length: > 0 } missing)
        {
            notices.Add(TlsNotice.Information($"{path}: is not for {string.Join(", ", missing)}, and is made anew"));
            return false;
        }

        HideFromOthers(path, notices);
        (_served, _digest) = (loaded, contents.Digest);
        return true;
    }

    private void Create(string path, bool replace)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // A folder that exists is somebody's: its mode is theirs.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(parent);
        else
            Directory.CreateDirectory(parent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (certificate, key) = Make();
        WholeFile.Write(path, certificate + key, isSecret: true, replace);
    }

    private void InMemory(DateTimeOffset now, List<TlsNotice> notices)
    {
        // One whose file was lost goes on: clients have accepted it.
        if (_served is null || !IsFresh(_served, now))
        {
            var (certificate, key) = Make();
            _served = CertificateReader.Read(new CertificateSettings("memory"), new CertificateContents(Encoding.ASCII.GetBytes(certificate + key), null), out _)!;
        }

        (_digest, _inMemory) = (null, true);
        notices.Add(TlsNotice.Warning(
            $"the self-signed certificate lives in memory only, since {(_path is null ? "there is no home folder" : $"it cannot be kept in {folder}")}: after each start "
            + "clients have to accept a new one; name a folder that can be written, or give a certificate"));
    }

    private (string CertificatePem, string KeyPem) Make() =>
        SelfSigned.Make([.. localNames.Concat(names).Distinct()], SelfSigned.DefaultDays, time);

    // Kept, not deleted: it may be somebody's, put there by mistake.
    private static void PutAside(string path, TlsProblem problem, DateTimeOffset now, List<TlsNotice> notices)
    {
        var aside = $"{path}.broken-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}";
        try
        {
            File.Move(path, aside, overwrite: true);
            notices.Add(TlsNotice.Warning($"{problem.File}: {problem.Wrong}; it was moved to {aside}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notices.Add(TlsNotice.Warning($"{problem.File}: {problem.Wrong}, and cannot be moved aside: {e.Message}"));
        }
    }

    private static void HideFromOthers(string path, List<TlsNotice> notices)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            if ((File.GetUnixFileMode(path) & ~(Owner | UnixFileMode.UserExecute)) == UnixFileMode.None)
                return;
            File.SetUnixFileMode(path, Owner);
            notices.Add(TlsNotice.Warning($"{path}: others could read the private key; its mode is 0600 again"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notices.Add(TlsNotice.Warning($"{path}: others can read the private key: {e.Message}"));
        }
    }

    private static bool IsFresh(LoadedCertificate certificate, DateTimeOffset now) => CertificateDates.Left(certificate, now) > s_renewBefore;
}
