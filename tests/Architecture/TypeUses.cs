using Mono.Cecil;
using Mono.Cecil.Cil;

namespace PresenceOfMind.Architecture;

/// <summary>
/// What a type uses: in its bases, attributes and their arguments, generic constraints and arguments, fields, properties, events,
/// signatures and bodies, those of its nested types included. A constant of another type is not seen, since the compiler copies its value.
/// </summary>
internal sealed class TypeUses
{
    private readonly HashSet<string> _found = [];

    private TypeUses()
    {
    }

    /// <summary>The full names of all types, and members as <c>Type::Member</c>, that a type and those nested in it use.</summary>
    public static IReadOnlySet<string> Read(TypeDefinition type)
    {
        var uses = new TypeUses();
        uses.Add(type);
        return uses._found;
    }

    private void Add(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type);
        AddConstraints(type);
        foreach (var implemented in type.Interfaces)
        {
            Add(implemented.InterfaceType);
        }

        foreach (var field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (var property in type.Properties)
        {
            AddAttributes(property);
        }

        foreach (var raised in type.Events)
        {
            AddAttributes(raised);
        }

        foreach (var method in type.Methods)
        {
            Add(method);
        }

        foreach (var nested in type.NestedTypes)
        {
            Add(nested);
        }
    }

    private void Add(MethodDefinition method)
    {
        AddAttributes(method);
        AddAttributes(method.MethodReturnType);
        AddConstraints(method);
        AddSignature(method);
        foreach (var parameter in method.Parameters)
        {
            AddAttributes(parameter);
        }

        if (method.HasBody)
        {
            Add(method.Body);
        }
    }

    private void Add(MethodBody body)
    {
        foreach (var variable in body.Variables)
        {
            Add(variable.VariableType);
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            Add(handler.CatchType);
        }

        foreach (var instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type:
                    Add(type);
                    break;
                case MethodReference method:
                    AddMember(method);
                    AddSignature(method.GetElementMethod());
                    AddArguments(method);
                    break;
                case FieldReference field:
                    AddMember(field);
                    Add(field.FieldType);
                    break;
            }
        }
    }

    private void AddMember(MemberReference member)
    {
        Add(member.DeclaringType);
        _found.Add($"{member.DeclaringType?.FullName}::{member.Name}");
    }

    private void AddSignature(MethodReference method)
    {
        Add(method.ReturnType);
        foreach (var parameter in method.Parameters)
        {
            Add(parameter.ParameterType);
        }
    }

    private void AddArguments(MethodReference method)
    {
        if (method is GenericInstanceMethod generic)
        {
            foreach (var argument in generic.GenericArguments)
            {
                Add(argument);
            }
        }
    }

    private void AddConstraints(IGenericParameterProvider generic)
    {
        foreach (var constraint in generic.GenericParameters.SelectMany(p => p.Constraints))
        {
            Add(constraint.ConstraintType);
        }
    }

    private void AddAttributes(ICustomAttributeProvider marked)
    {
        foreach (var attribute in marked.CustomAttributes)
        {
            Add(attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments
                .Concat(attribute.Properties.Select(p => p.Argument))
                .Concat(attribute.Fields.Select(f => f.Argument)))
            {
                AddArgument(argument);
            }
        }
    }

    private void AddArgument(CustomAttributeArgument argument)
    {
        Add(argument.Type);
        switch (argument.Value)
        {
            case TypeReference type:
                Add(type);
                break;
            case CustomAttributeArgument boxed:
                AddArgument(boxed);
                break;
            case CustomAttributeArgument[] several:
                Array.ForEach(several, AddArgument);
                break;
        }
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                Add(generic.ElementType);
                foreach (var argument in generic.GenericArguments)
                {
                    Add(argument);
                }

                return;
            case FunctionPointerType pointer:
                Add(pointer.ReturnType);
                foreach (var parameter in pointer.Parameters)
                {
                    Add(parameter.ParameterType);
                }

                return;
            case IModifierType modified:
                Add(modified.ElementType);
                Add(modified.ModifierType);
                return;
            case TypeSpecification specification:
                Add(specification.ElementType);
                return;
            default:
                _found.Add(type.FullName);
                return;
        }
    }
}
