using CsCheck;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Protocol.Tests.Pidf;

internal static class PidfDocuments
{
    private static readonly Gen<string> Id = Gen.OneOf(
        Gen.OneOf(new[] { "cisco-pws", "pws-override", "joe", "1st", "a b", "", "ä:ö", "phone/SEP00" }.Select(Gen.Const).ToArray()),
        Texts.Any);

    private static readonly Gen<PidfElement> Leaf = Gen.Select(
        Gen.OneOf(new[] { "available", "phone-status", "clear", "x", "presence", "9 lives" }.Select(Gen.Const).ToArray()),
        Texts.NotEmpty.Null(),
        Gen.OneOf(
            new[] { null, PidfNames.Pidf, PidfNames.CiscoRpid, "urn:x", "http://www.w3.org/XML/1998/namespace" }
                .Select(Gen.Const)
                .ToArray()),
        Gen.Select(Id, Texts.Any, KeyValuePair.Create).Array[0, 2],
        (name, text, ns, attributes) => new PidfElement { Name = name, Text = text, Namespace = ns, Attributes = attributes });

    private static readonly Gen<PidfElement> Element = Gen.Select(
        Leaf,
        Leaf.Array[0, 2],
        (leaf, children) => leaf with { Children = children });

    private static readonly Gen<PidfNote> Note = Gen.Select(
        Texts.NotEmpty,
        Gen.OneOf(new[] { null, "en", "de-AT", "no language" }.Select(Gen.Const).ToArray()),
        (text, language) => new PidfNote { Text = text, Language = language });

    private static readonly Gen<string?> UserInput = Gen.OneOf(
        Gen.Const((string?)null),
        Gen.Const((string?)"active"),
        Gen.Const((string?)"idle"));

    private static readonly Gen<PidfTuple> Tuple = Gen.Select(
        Gen.Select(Id.Null(), Gen.Bool.Nullable(), Element.Array[0, 2], Texts.Any.Null()),
        Gen.Select(Texts.NotEmpty.Null(), Element.Array[0, 3], Texts.NotEmpty.Null(), UserInput),
        Gen.Select(
            Note.Array[0, 2],
            Gen.DateTimeOffset.Nullable(),
            Element.Array[0, 2],
            Gen.OneOf(new[] { null, "0.5", "1", "2" }.Select(Gen.Const).ToArray())),
        (a, b, c) => new PidfTuple
        {
            Id = a.Item1,
            IsOpen = a.Item2,
            StatusExtras = a.Item3,
            Contact = a.Item4,
            Source = b.Item1,
            Capabilities = b.Item2,
            Model = b.Item3,
            UserInput = b.Item4,
            Notes = c.Item1,
            Timestamp = c.Item2,
            Extras = c.Item3,
            ContactPriority = c.Item4,
        });

    private static readonly Gen<PidfPerson> Person = Gen
        .Select(Id.Null(), Element.Array[0, 3], Note.Array[0, 2], Texts.NotEmpty.Null(), UserInput, Element.Array[0, 2])
        .Select(
            p => new PidfPerson
            {
                Id = p.Item1,
                Activities = p.Item2,
                Notes = p.Item3,
                Class = p.Item4,
                UserInput = p.Item5,
                Extras = p.Item6,
            });

    private static readonly Gen<PidfDevice> Device = Gen
        .Select(Id.Null(), Texts.NotEmpty.Null(), UserInput, Note.Array[0, 1], Element.Array[0, 1])
        .Select(d => new PidfDevice { Id = d.Item1, DeviceId = d.Item2, UserInput = d.Item3, Notes = d.Item4, Extras = d.Item5 });

    internal static Gen<PidfDocument> Any { get; } = Gen.Select(
        Gen.Select(Texts.Any.Null(), Person.Null(), Texts.NotEmpty.Null()),
        Gen.Select(Tuple.Array[0, 3], Device.Array[0, 2], Note.Array[0, 2], Element.Array[0, 2]),
        (a, b) => new PidfDocument
        {
            Entity = a.Item1,
            Person = a.Item2,
            DisplayName = a.Item3,
            Tuples = b.Item1,
            Devices = b.Item2,
            Notes = b.Item3,
            Extras = b.Item4,
        });
}
