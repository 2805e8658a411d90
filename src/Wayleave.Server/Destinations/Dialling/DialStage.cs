namespace Wayleave.Server.Destinations.Dialling;

/// <summary>The steps of a dial, in their order.</summary>
internal enum DialStage
{
    /// <summary>The host's name is looked up.</summary>
    Name,

    /// <summary>TCP is connected.</summary>
    Connect,

    /// <summary>TLS is agreed on.</summary>
    Tls,
}
