namespace Wayleave.Lab.Engine;

/// <summary>How a hop ends a connection.</summary>
public enum Ending
{
    /// <summary>With FIN: what was sent before still arrives.</summary>
    Fin,

    /// <summary>With RST.</summary>
    Reset,
}
