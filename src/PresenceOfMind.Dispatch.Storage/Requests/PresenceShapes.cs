using PresenceOfMind.Dispatch.Core.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Storage.Requests;

/// <summary>What programs say of presence, in durable texts. The first releases had none of it.</summary>
internal static class PresenceShapes
{
    public static RecordShape<ProgramReport> Report { get; } = new RecordShape<ProgramReport>(new(new("")))
        .Text("worker", null, r => r.Contact.Value)
        .Text("source", null, r => r.Source.Value)
        .Text("state", null, r => r.State?.ToWire())
        .Texts("activities", null, r => r.Activities)
        .Text("note", null, r => r.Note)
        .Number("sequence", null, r => r.Sequence)
        .Time("expiresAt", null, r => r.ExpiresAt)
        .Number("expiresInSeconds", null, r => r.ExpiresInSeconds);
}
