import { describe, expect, it } from 'vitest'
import { matching } from './matching.ts'

const names = [
  'network.conv1.weight',
  'network.layer1.0.bn1.bias',
  'network.layer1.0.conv1.weight',
  'network.layer10.0.conv1.weight',
  'network.head.weight',
  'network.head.bias',
]

const meant = (...patterns: string[]): string[] => names.filter(matching(patterns, names))

describe('matching', () => {
  it('takes a pattern without * and ? as any part of a name', () => {
    expect(meant('head')).toEqual(['network.head.weight', 'network.head.bias'])
    expect(meant('layer1.')).toEqual(['network.layer1.0.bn1.bias', 'network.layer1.0.conv1.weight'])
    expect(meant('.0.conv', 'head.bias')).toHaveLength(3)
  })

  it('takes one with them as the whole name, with or without its first word', () => {
    expect(meant('*.bias')).toEqual(['network.layer1.0.bn1.bias', 'network.head.bias'])
    expect(meant('conv1.*')).toEqual(['network.conv1.weight'])
    expect(meant('network.layer1?.*')).toEqual(['network.layer10.0.conv1.weight'])
    expect(meant('layer1.*')).toHaveLength(2)
  })

  it('takes other signs for themselves', () => {
    expect(() => meant('layer1+0*')).toThrow('a pattern must be of some name')
    expect(() => meant('(')).toThrow('a pattern must be of some name')
  })

  it('means nothing where there are no patterns', () => {
    expect(meant()).toEqual([])
  })

  it('fails on a pattern that no name has, and says what is like it', () => {
    expect(() => meant('head', 'heads.weight')).toThrow(
      "matching: a pattern must be of some name, got 'heads.weight'; near it are network.conv1.weight, network.layer1.0.conv1.weight, network.layer10.0.conv1.weight",
    )
    expect(() => meant('layer1.0.conv2.*')).toThrow('near it are network.layer1.0.conv1.weight,')
    expect(() => meant('')).toThrow("a pattern must be of some name, got ''")
    expect(() => matching(['a'], [])).toThrow('there are no names')
  })
})
