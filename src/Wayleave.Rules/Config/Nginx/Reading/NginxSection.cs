using Wayleave.Rules.Config.Sources;

namespace Wayleave.Rules.Config.Nginx.Reading;

/// <summary>A file as nginx sees it: one on the disk, or a section of a dump.</summary>
/// <param name="Path">Its path, by which it is told from others.</param>
/// <param name="Text">Its text.</param>
internal readonly record struct NginxSection(string Path, Span Text);
