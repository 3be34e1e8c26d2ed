package web

import (
	"maps"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"sayso/export"
)

// schema is a JSON Schema, as OpenAPI 3.1 uses it.
type schema map[string]any

// descriptionPath is where the description of the API is.
const descriptionPath = "/openapi.json"

// object is a JSON object that has all of these properties and no other.
func object(properties schema) schema {
	return schema{"type": "object", "properties": properties, "required": slices.Sorted(maps.Keys(properties)), "additionalProperties": false}
}

// rowSchema describes a row as export.Object writes it.
func rowSchema[R any](columns []export.Column[R]) schema {
	properties := schema{}
	for _, c := range columns {
		switch t, null := c.JSONType(); {
		case t == "array":
			properties[c.Name] = schema{"type": "array", "items": schema{"type": "string"}}
		case null:
			properties[c.Name] = schema{"type": []string{t, "null"}}
		default:
			properties[c.Name] = schema{"type": t}
		}
	}
	return object(properties)
}

func listSchema(row schema) schema {
	return object(schema{
		"total":  schema{"type": "integer", "description": "rows of the whole list, on whatever page"},
		"capped": schema{"type": "boolean", "description": "there are more than total, which were not counted"},
		"next":   schema{"type": []string{"string", "null"}, "description": "the cursor of the page behind this one, null behind the last row"},
		"rows":   schema{"type": "array", "items": row},
	})
}

// schemaFor describes what T is in JSON. A type within itself is left open.
func schemaFor[T any]() schema { return typeSchema(reflect.TypeFor[T](), nil) }

func typeSchema(t reflect.Type, within []reflect.Type) schema {
	switch t.Kind() {
	case reflect.Pointer:
		return orNull(typeSchema(t.Elem(), within))
	case reflect.Slice:
		return schema{"type": "array", "items": typeSchema(t.Elem(), within)}
	case reflect.Array:
		return schema{"type": "array", "items": typeSchema(t.Elem(), within), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.String:
		return schema{"type": "string"}
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Float32, reflect.Float64:
		return schema{"type": "number"}
	case reflect.Struct:
		return structSchema(t, within)
	}
	return schema{"type": "integer"} // the rest of what answers are made of
}

func structSchema(t reflect.Type, within []reflect.Type) schema {
	if t == reflect.TypeFor[export.Date]() { // writes itself
		return schema{"type": "object", "required": []string{"why"}, "additionalProperties": false, "properties": schema{
			"value": schema{"type": []string{"string", "null"}}, "candidates": schema{"type": "array", "items": schema{"type": "string"}},
			"why": schema{"type": "string"}}}
	}
	for _, outer := range within {
		if outer == t {
			return schema{"type": "object"}
		}
	}
	properties, required := schema{}, []string{}
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		properties[name] = typeSchema(t.Field(i).Type, append(within, t))
		if options == "" {
			required = append(required, name)
		}
	}
	return schema{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func orNull(s schema) schema {
	if name, ok := s["type"].(string); ok && name != "object" && name != "array" {
		return schema{"type": []string{name, "null"}}
	}
	return schema{"anyOf": []schema{s, {"type": "null"}}}
}

var pathParam = regexp.MustCompile(`\{(\w+)\}`)

// openAPI describes the endpoints.
func openAPI(all []endpoint, version string) schema {
	paths := schema{}
	for _, e := range all {
		paths[e.path] = schema{"get": operation(e)}
	}
	if version == "" {
		version = "unknown"
	}
	return schema{
		"openapi": "3.1.0",
		"info": schema{"title": "sayso", "version": version, "description": "The record of attributed statements, to be read by programs. " +
			"Every answer has an ETag; a list goes on at the cursor that \"next\" gives; a failure is a problem of RFC 9457."},
		"servers": []schema{{"url": apiRoot}},
		"paths":   paths,
		"components": schema{"schemas": schema{"Problem": schemaFor[problem]()}, "responses": schema{
			"Problem": schema{"description": "What went wrong", "content": schema{"application/problem+json": schema{"schema": schema{"$ref": "#/components/schemas/Problem"}}}}}},
	}
}

func operation(e endpoint) schema {
	parameters := []schema{}
	for _, m := range pathParam.FindAllStringSubmatch(e.path, -1) {
		parameters = append(parameters, schema{"name": m[1], "in": "path", "required": true, "schema": schema{"type": "string"}})
	}
	for _, name := range e.params {
		for _, p := range apiParams {
			if p.name == name {
				parameters = append(parameters, schema{"name": name, "in": "query", "description": p.about, "schema": p.schema})
			}
		}
	}
	content := schema{"application/json": schema{"schema": e.answer}}
	if e.bytes != nil {
		content = schema{"*/*": schema{}}
	}
	problems := schema{"$ref": "#/components/responses/Problem"}
	return schema{"operationId": e.name, "summary": e.about, "parameters": parameters, "responses": schema{
		"200":     schema{"description": http.StatusText(http.StatusOK), "headers": schema{"ETag": schema{"schema": schema{"type": "string"}}}, "content": content},
		"304":     schema{"description": "Unchanged since the answer with the ETag given in If-None-Match"},
		"default": problems,
	}}
}
