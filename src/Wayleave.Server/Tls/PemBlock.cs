namespace Wayleave.Server.Tls;

/// <summary>One block of a PEM file.</summary>
/// <param name="Label">What it says that it is: <c>CERTIFICATE</c>.</param>
/// <param name="Bytes">What it holds, in DER.</param>
internal readonly record struct PemBlock(string Label, byte[] Bytes);
