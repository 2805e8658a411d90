namespace Wayleave.Server.Tls;

/// <summary>Why a certificate cannot be served.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Wrong">What is wrong with it.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record TlsProblem(string File, string Wrong, string Remedy)
{
    /// <summary>All three in a line.</summary>
    public override string ToString() => $"{File}: {Wrong}; {Remedy}";
}
