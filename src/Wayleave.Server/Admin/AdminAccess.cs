namespace Wayleave.Server.Admin;

/// <summary>Who may ask for something at the admin address.</summary>
internal enum AdminAccess
{
    /// <summary>Whoever shows the key; everybody, where there is none.</summary>
    Keyed,

    /// <summary>Everybody: a platform that probes has no key.</summary>
    Open,

    /// <summary>Whoever shows the key; where there is none, whoever is on this machine.</summary>
    Guarded,
}
