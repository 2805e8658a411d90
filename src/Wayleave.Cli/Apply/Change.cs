using System.Security.Cryptography;
using Wayleave.Cli.CommandLine;
using Wayleave.Server.Tls;

namespace Wayleave.Cli.Apply;

/// <summary>
/// The change of one file, with its way back. Files are written in an order in which a crash at any moment leaves the old text or the new
/// one, and the record from which the old one comes back: (1) the old text's copy, (2) the record, (3) the new text, by a rename.
/// </summary>
internal sealed class Change
{
    private readonly ApplyRequest _request;
    private readonly Surroundings _surroundings;
    private readonly ApplyPlace _place;

    /// <summary>Of the file that the request names.</summary>
    public Change(ApplyRequest request, Surroundings surroundings)
    {
        (_request, _surroundings, _place) = (request, surroundings, new ApplyPlace(request.Target));
        Recorded = Journal.Read(_place.Journal);
    }

    /// <summary>What is on record; null if nothing is.</summary>
    public Journal? Recorded { get; private set; }

    /// <summary>What is there now; null if there is no file.</summary>
    public byte[]? Current() => File.Exists(_request.Target) ? File.ReadAllBytes(_request.Target) : null;

    /// <summary>Keeps what is there, and puts down how to get it back.</summary>
    /// <param name="installed">What will be installed.</param>
    /// <returns>The copy's path; null if there is no file to copy.</returns>
    public string? BackUp(byte[] installed)
    {
        _place.Tidy();
        // An installation that came to no end has not been judged well: what was there before it is what to go back to.
        string? backup = Recorded is { Kept: false } unfinished ? unfinished.Backup : Copy();
        string? superseded = Recorded is { Kept: true } kept ? kept.Backup : null;
        Recorded = new Journal
        {
            At = _surroundings.Time.GetUtcNow(), Backup = backup, Installed = Hash(installed), Test = _request.Test, Reload = _request.Reload, Verify = _request.VerifyUrl,
        };
        Recorded.Write(_place.Journal);
        // One way back is kept for each file: the newest.
        if (superseded is not null) File.Delete(superseded);
        return backup;
    }

    /// <summary>Puts the new text in place.</summary>
    public void Install(byte[] installed) => WholeFile.Replace(_request.Target, installed, like: File.Exists(_request.Target) ? _request.Target : _request.File);

    /// <summary>All is well: the new text stays, and its way back is kept for <c>--rollback</c>.</summary>
    public void Keep()
    {
        Recorded = Recorded! with { Kept = true };
        Recorded.Write(_place.Journal);
    }

    /// <summary>Puts back what was there, and forgets the record.</summary>
    /// <returns>Where a text was kept that somebody wrote in between; null if nobody did.</returns>
    public string? PutBack()
    {
        Journal journal = Recorded!;
        string? since = Current() is { } now && Hash(now) != journal.Installed && (journal.Backup is null || !now.AsSpan().SequenceEqual(File.ReadAllBytes(journal.Backup))) ? Copy() : null;
        if (journal.Backup is { } backup) WholeFile.Replace(_request.Target, File.ReadAllBytes(backup), like: backup);
        else File.Delete(_request.Target);
        File.Delete(_place.Journal);
        if (journal.Backup is { } done) File.Delete(done);
        _place.Tidy();
        Recorded = null;
        return since;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string? Copy()
    {
        if (!File.Exists(_request.Target)) return null;
        string copy = _place.Backup(_surroundings.Time.GetUtcNow());
        WholeFile.Replace(copy, File.ReadAllBytes(_request.Target), like: _request.Target);
        return copy;
    }
}
