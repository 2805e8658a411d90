namespace Wayleave.Rules.Facts;

/// <summary>What can be wrong with a certificate.</summary>
public enum CertificateFlaw
{
    /// <summary>It is for another name.</summary>
    WrongName,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its time has not begun.</summary>
    NotYetValid,

    /// <summary>It vouches for itself.</summary>
    SelfSigned,

    /// <summary>Its chain leads to no root that this machine trusts.</summary>
    UnknownIssuer,

    /// <summary>The chain as sent lacks an intermediate certificate.</summary>
    ChainIncomplete,

    /// <summary>Anything else.</summary>
    Other,
}
