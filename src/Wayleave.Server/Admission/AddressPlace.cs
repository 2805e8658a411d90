namespace Wayleave.Server.Admission;

/// <summary>A counted socket of an address; the default counts nothing.</summary>
/// <param name="use">Where it is counted.</param>
internal readonly struct AddressPlace(AddressUse use) : IDisposable
{
    /// <summary>Counts it no more. Once only.</summary>
    public void Dispose()
    {
        if (use is null)
            return;
        lock (use)
            use.Open--;
    }
}
